import { useMutation } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import { dropDraft } from '../../app/drafts.js';
import { newKey } from '../../app/keys.js';
import {
  ResolveAppealDocument,
  UndoAnswerDocument,
  type AppealClaimFragment,
  type ResolveAppealInput,
  type ResolveAppealMutation,
} from '../../gql/appeals.js';
import { answerName } from './use-answer-draft.js';

type Result = ResolveAppealMutation['resolveAppeal']['result'];

/** An answer that was given and can be taken back for a while. */
export type AnswerMade = Extract<Result, { readonly __typename: 'Appeal' }>;

/** What sending came to, for the screen to go on with. */
export type ResolveAnswer =
  | { readonly kind: 'resolved'; readonly appeal: AnswerMade; readonly next: AppealClaimFragment | undefined }
  | { readonly kind: 'lost'; readonly to: string | undefined }
  | { readonly kind: 'already' };

export interface Resolving {
  readonly busy: boolean;
  readonly made: AnswerMade | undefined;
  /** Rejects when there was no answer; the same input is then sent again under the same key. */
  readonly send: (input: ResolveAppealInput) => Promise<ResolveAnswer>;
  readonly undoing: boolean;
  /** Answers the appeal that is open again. */
  readonly undo: () => Promise<AnswerMade | undefined>;
  /** The time to take it back is over: what was typed is not needed any more. */
  readonly settle: () => void;
}

/** Sends answers, each in one act, and takes the last one back within its time. */
export function useResolve(): Resolving {
  const [resolve, { loading }] = useMutation(ResolveAppealDocument);
  const [undoAnswer, undoing] = useMutation(UndoAnswerDocument);
  const [made, setMade] = useState<AnswerMade>();
  const keys = useRef(new Map<string, string>());

  const send = useCallback(
    async (input: ResolveAppealInput): Promise<ResolveAnswer> => {
      const content = JSON.stringify(input);
      const key = keys.current.get(content) ?? newKey();
      keys.current.set(content, key);
      const { data } = await resolve({ variables: { key, input } });
      const result = data?.resolveAppeal.result;
      if (result?.__typename === 'LeaseLost') return { kind: 'lost', to: result.takenBy?.name };
      if (result?.__typename !== 'Appeal') return { kind: 'already' };
      setMade(result);
      const next = data?.resolveAppeal.next;
      return { kind: 'resolved', appeal: result, next: next?.__typename === 'Claim' ? next : undefined };
    },
    [resolve],
  );
  const undo = useCallback(async () => {
    if (!made?.resolution) return undefined;
    await undoAnswer({ variables: { key: newKey(), decisionId: made.resolution.id } });
    setMade(undefined);
    return made;
  }, [made, undoAnswer]);
  const settle = useCallback(() => {
    if (made) dropDraft(answerName(made.id));
    setMade(undefined);
  }, [made]);
  return { busy: loading, made, send, undoing: undoing.loading, undo, settle };
}
