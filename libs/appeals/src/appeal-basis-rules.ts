/**
 * What an appeal is about, in the words of the harmonised transparency report (Implementing Regulation (EU) 2024/2835,
 * part 7; DSA Art. 20(1)).
 */
export const APPEAL_BASES = [
  'visibility',
  'service',
  'account',
  'monetisation',
  'notice_refused',
  'tf_notice_refused',
] as const;
export type AppealBasis = (typeof APPEAL_BASES)[number];

export const APPELLANTS = ['affected', 'reporter'] as const;
export type Appellant = (typeof APPELLANTS)[number];

/** The basis that a measure gives; the heaviest of an appeal's measures is its basis. */
const BASIS_OF_MEASURE: Readonly<Record<string, AppealBasis>> = {
  remove_channel: 'visibility',
  disable_in_territory: 'visibility',
  label: 'visibility',
  remove_followers: 'visibility',
  revoke_invites: 'service',
  suspend_account: 'account',
  terminate_account: 'account',
  bar_reregistration: 'account',
};
const HEAVIEST_FIRST: readonly AppealBasis[] = ['account', 'monetisation', 'service', 'visibility'];

/** Of an affected person's appeal: the heaviest of the measures it is about; `visibility` when it names none. */
export function basisOfMeasures(measures: readonly string[]): AppealBasis {
  const found = new Set(measures.map((measure) => BASIS_OF_MEASURE[measure] ?? 'visibility'));
  return HEAVIEST_FIRST.find((basis) => found.has(basis)) ?? 'visibility';
}

/** Of a reporter's appeal: whether the notice that was refused came from a trusted flagger. */
export function basisOfNotice(sourceKind: string): AppealBasis {
  return sourceKind === 'trusted_flagger' ? 'tf_notice_refused' : 'notice_refused';
}
