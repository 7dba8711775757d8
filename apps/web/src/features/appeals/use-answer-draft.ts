import { useCallback, useState } from 'react';
import { readDraft, writeDraft } from '../../app/drafts.js';
import { answerFrom, type AnswerDraft } from './answer-draft-rules.js';

export function answerName(appealId: string): string {
  return `appeal.${appealId}`;
}

/** The answer to one appeal as far as it is typed. It outlives the lease, a failed request and a reload. */
export function useAnswerDraft(appealId: string): readonly [AnswerDraft, (change: Partial<AnswerDraft>) => void] {
  const [draft, setDraft] = useState(() => answerFrom(readDraft(answerName(appealId))));
  const change = useCallback(
    (step: Partial<AnswerDraft>) => {
      setDraft((before) => {
        const after = { ...before, ...step };
        writeDraft(answerName(appealId), after);
        return after;
      });
    },
    [appealId],
  );
  return [draft, change];
}
