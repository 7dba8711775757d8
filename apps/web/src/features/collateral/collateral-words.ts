import type { MessageKey } from '../../app/i18n.js';
import type { CollateralBasis, CollateralClass, CollateralState } from '../../gql/collateral.js';
import type { Tone } from '../../ui/StatusBadge.js';

export const STATES = [
  'suspected',
  'confirmed',
  'remedying',
  'remedied',
  'rejected',
] as const satisfies CollateralState[];

export const CLASSES = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
] as const satisfies CollateralClass[];

export const BASES = [
  'journalistic',
  'academic_research',
  'educational',
  'artistic',
  'counter_terrorism',
  'polemic_public_debate',
  'none',
] as const satisfies CollateralBasis[];

export const FOUND_BY = ['decision_finding', 'appeal', 'after_check', 'alarm'] as const;

export const stateTones: Readonly<Record<CollateralState, Tone>> = {
  suspected: 'waiting',
  confirmed: 'waiting',
  remedying: 'accent',
  remedied: 'plain',
  rejected: 'plain',
};

/** Words of a code that has a closed list; what is in no list is said by `other`. */
export function wordOf<Code extends string>(
  list: readonly Code[],
  code: string,
  key: (code: Code) => MessageKey,
  other: MessageKey,
): MessageKey {
  const known = list.find((one) => one === code);
  return known === undefined ? other : key(known);
}
