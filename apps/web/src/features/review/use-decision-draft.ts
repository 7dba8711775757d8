import { useCallback, useState } from 'react';
import { readDraft, writeDraft } from '../../app/drafts.js';
import { changeDraft, draftFrom, type DecisionDraft, type DraftChange } from './decision-draft-rules.js';

export function draftName(caseId: string): string {
  return `decision.${caseId}`;
}

/** The draft of one case. It outlives the lease, a failed request and a reload; mount it anew for another case. */
export function useDecisionDraft(caseId: string): readonly [DecisionDraft, (change: DraftChange) => void] {
  const [draft, setDraft] = useState(() => draftFrom(readDraft(draftName(caseId))));
  const change = useCallback(
    (step: DraftChange) => {
      setDraft((before) => {
        const after = changeDraft(before, step);
        writeDraft(draftName(caseId), after);
        return after;
      });
    },
    [caseId],
  );
  return [draft, change];
}
