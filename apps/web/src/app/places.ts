import type { MessageKey } from './i18n.js';
import type { ShortcutId } from './shortcuts.js';

export interface Place {
  readonly path: string;
  readonly label: MessageKey;
  readonly shortcut: ShortcutId;
  /** Shown only to people who hold one of these. */
  readonly permissions: readonly string[];
}

/** The places of the bar, in its order. */
export const places: readonly Place[] = [
  { path: '/queues', label: 'place.queues', shortcut: 'goQueues', permissions: ['queue.read'] },
  { path: '/review', label: 'place.review', shortcut: 'goReview', permissions: ['case.claim', 'decision.approve'] },
  { path: '/appeals', label: 'place.appeals', shortcut: 'goAppeals', permissions: ['appeal.read'] },
  { path: '/search', label: 'place.search', shortcut: 'goSearch', permissions: ['search.use'] },
  { path: '/protected', label: 'place.register', shortcut: 'goRegister', permissions: ['protection.read'] },
  { path: '/collateral', label: 'place.collateral', shortcut: 'goCollateral', permissions: ['collateral.read'] },
  { path: '/second-looks', label: 'place.secondLooks', shortcut: 'goSecondLooks', permissions: ['appeal.manage'] },
  { path: '/imports', label: 'place.imports', shortcut: 'goImports', permissions: ['flag.import'] },
  { path: '/jobs', label: 'place.jobs', shortcut: 'goJobs', permissions: ['job.read'] },
  { path: '/audit', label: 'place.audit', shortcut: 'goAudit', permissions: ['audit.read'] },
  {
    path: '/settings',
    label: 'place.settings',
    shortcut: 'goSettings',
    permissions: [
      'policy.manage',
      'queue.manage',
      'routing.manage',
      'platform.manage',
      'people.read',
      'key.manage',
      'change.approve',
    ],
  },
];

export function placesFor(permissions: readonly string[]): readonly Place[] {
  return places.filter((place) => place.permissions.some((permission) => permissions.includes(permission)));
}

/** Places that stand in the bar itself; more would leave none of it to what the screen has to say. */
const IN_BAR = 4;

/** The first few, and the one where somebody is; the others are one step away. */
export function splitPlaces(
  allowed: readonly Place[],
  here: string,
): { readonly shown: readonly Place[]; readonly further: readonly Place[] } {
  const isHere = ({ path }: Place) => here === path || here.startsWith(`${path}/`);
  const shown = allowed.filter((place, index) => index < IN_BAR || isHere(place));
  return { shown, further: allowed.filter((place) => !shown.includes(place)) };
}
