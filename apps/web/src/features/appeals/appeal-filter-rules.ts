import type { AppealBasis, AppealFilter, AppealOutcome, AppealState, CollateralClass } from '../../gql/appeals.js';

/** What the list of appeals shows, as its address says it. */
export interface AppealListFilter {
  readonly view: AppealView;
  readonly basis: AppealBasis | undefined;
  readonly outcome: AppealOutcome | undefined;
  readonly platform: string | undefined;
  readonly policy: string | undefined;
  readonly status: CollateralClass | undefined;
  readonly language: string | undefined;
  readonly group: string | undefined;
  readonly breached: boolean;
  readonly waiting: boolean;
  readonly text: string;
}

export const appealViews = ['open', 'executing', 'closed', 'out_of_court', 'all'] as const;
export type AppealView = (typeof appealViews)[number];

const states: Readonly<Record<AppealView, readonly AppealState[]>> = {
  open: ['received', 'acknowledged', 'in_review'],
  executing: ['decided', 'executing'],
  closed: ['closed'],
  out_of_court: ['out_of_court'],
  all: ['received', 'acknowledged', 'in_review', 'decided', 'executing', 'closed', 'out_of_court'],
};

export function statesOf(view: AppealView): readonly AppealState[] {
  return states[view];
}

export const appealBases = [
  'visibility',
  'service',
  'account',
  'monetisation',
  'notice_refused',
  'tf_notice_refused',
] as const satisfies readonly AppealBasis[];

export const appealOutcomes = [
  'upheld',
  'partially_reversed',
  'reversed',
  'omitted',
] as const satisfies readonly AppealOutcome[];

export const claimedClasses = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
] as const satisfies readonly CollateralClass[];

/** One of a list, or nothing: an address may say anything. */
export function oneOf<T extends string>(allowed: readonly T[], value: string | null | undefined): T | undefined {
  return allowed.find((each) => each === value);
}

/** Reads an address; what it does not know is left out rather than refused. */
export function appealFilterFrom(params: URLSearchParams): AppealListFilter {
  return {
    view: oneOf(appealViews, params.get('view')) ?? 'open',
    basis: oneOf(appealBases, params.get('basis')),
    outcome: oneOf(appealOutcomes, params.get('outcome')),
    platform: params.get('platform') ?? undefined,
    policy: params.get('policy') ?? undefined,
    status: oneOf(claimedClasses, params.get('status')),
    language: params.get('language') ?? undefined,
    group: params.get('group') ?? undefined,
    breached: params.get('breached') === '1',
    waiting: params.get('waiting') === '1',
    text: params.get('text') ?? '',
  };
}

/** The address of a filter, without what is the default. */
export function addressOfAppeals(filter: AppealListFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.view !== 'open') params.set('view', filter.view);
  for (const name of ['basis', 'outcome', 'platform', 'policy', 'status', 'language', 'group', 'text'] as const) {
    const value = filter[name];
    if (value) params.set(name, value);
  }
  if (filter.breached) params.set('breached', '1');
  if (filter.waiting) params.set('waiting', '1');
  return params;
}

/** What to ask the server for. */
export function appealQuery(filter: AppealListFilter): AppealFilter {
  return {
    state: [...statesOf(filter.view)],
    ...(filter.basis ? { basis: [filter.basis] } : {}),
    ...(filter.outcome ? { outcome: [filter.outcome] } : {}),
    ...(filter.platform ? { platformId: filter.platform } : {}),
    ...(filter.policy ? { policyId: filter.policy } : {}),
    ...(filter.status ? { claimedStatus: [filter.status] } : {}),
    ...(filter.language ? { language: filter.language } : {}),
    ...(filter.group ? { groupId: filter.group } : {}),
    ...(filter.breached ? { breached: true } : {}),
    ...(filter.waiting ? { waitingForAnswer: true } : {}),
    ...(filter.text.trim() ? { text: filter.text.trim() } : {}),
  };
}
