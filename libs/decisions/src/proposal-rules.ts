import { canonicalJson, sha256 } from '@mizan/foundation/ids.js';
import type { DecisionDraft } from './decision-draft.js';

/** A draft as JSON keeps it: the time of the report as ISO text. */
export type StoredDraft = Omit<DecisionDraft, 'report'> & {
  readonly report: { readonly authority: string; readonly reportedAt: string; readonly reference: string } | null;
};

/** What a proposal rests on, as the database holds it: when any of it changes, the proposal lapses. */
export interface CitedFacts {
  readonly round: number;
  readonly category: string;
  /** The policy version cited is still the newest of an active policy. */
  readonly policyCurrent: boolean | null;
  readonly subjects: readonly { readonly id: string; readonly kind: string; readonly merged: boolean }[];
  readonly evidence: readonly { readonly id: string; readonly contentHash: string }[];
}

export function storeDraft(draft: DecisionDraft): StoredDraft {
  const { report } = draft;
  return { ...draft, report: report && { ...report, reportedAt: report.reportedAt.toISOString() } };
}

export function readDraft(stored: StoredDraft): DecisionDraft {
  const { report } = stored;
  return { ...stored, report: report && { ...report, reportedAt: new Date(report.reportedAt) } };
}

/** Lower-case hexadecimal SHA-256 over the draft and what it cites: what the second person signs. */
export function contentHash(draft: DecisionDraft, cited: CitedFacts): string {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return sha256(
    canonicalJson({
      draft: storeDraft(draft),
      cited: { ...cited, subjects: [...cited.subjects].sort(byId), evidence: [...cited.evidence].sort(byId) },
    }),
  ).toString('hex');
}
