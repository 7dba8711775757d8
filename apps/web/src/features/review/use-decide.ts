import { useApolloClient, useMutation } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import { dropDraft } from '../../app/drafts.js';
import { newKey } from '../../app/keys.js';
import { afterPaint } from '../../app/paint.js';
import {
  CaseIdOfNumberDocument,
  DecideDocument,
  UndoDecisionDocument,
  type ClaimPartsFragment,
  type DecideInput,
  type DecisionMadeFragment,
} from '../../gql/review.js';
import { draftName } from './use-decision-draft.js';

/** What became of a decision that was sent, when it was not simply taken. */
export type Trouble =
  | { readonly kind: 'lost'; readonly caseId: string; readonly number: number; readonly to: string | undefined }
  | { readonly kind: 'already'; readonly caseId: string; readonly number: number }
  | {
      readonly kind: 'failed';
      readonly caseId: string;
      readonly number: number;
      readonly error: unknown;
      readonly wanted: Wanted;
      readonly key: string;
    };

/** What the desk says of a stay: that it is, and until when. */
export interface Stay {
  readonly reference: string;
  readonly dueAt: string;
}

/** `lost`: somebody else has or decided it; `failed`: no answer, so it may be sent again. */
type Sent = 'taken' | 'proposed' | 'stayed' | 'lost' | 'failed';

type Ready = ClaimPartsFragment | { readonly reason: string } | undefined;

interface Stays {
  /** Nothing was imposed; the whole draft waits. */
  readonly whole: Stay | undefined;
  /** It went ahead without these. */
  readonly leftOut: readonly Stay[];
}

interface Wanted {
  readonly number: number;
  readonly input: DecideInput;
  readonly duplicateOf: number | undefined;
  /** Asks the server for the next case in the same answer; not when one is already here. */
  readonly thenClaim: string | undefined;
  readonly language: string;
}

export interface Deciding {
  readonly busy: boolean;
  readonly made: DecisionMadeFragment | undefined;
  readonly trouble: readonly Trouble[];
  /** Resolves with the next case when one was asked for. Never rejects: trouble is kept and shown. */
  readonly send: (wanted: Wanted) => Promise<Sent>;
  readonly ready: () => Ready;
  /** Of the last answer. */
  readonly stays: () => Stays;
  readonly undo: () => Promise<string | undefined>;
  readonly settle: () => void;
  readonly dismiss: (trouble: Trouble) => void;
  /** Sends a decision that did not get through once more, unchanged, under its own key. */
  readonly sendAgain: (trouble: Trouble) => void;
}

/** Sends decisions. A request that fails is kept whole and sent again under the same key, so that it can only happen once. */
export function useDecide(): Deciding {
  const client = useApolloClient();
  const [decide] = useMutation(DecideDocument);
  const [undoDecision] = useMutation(UndoDecisionDocument);
  const [busyCount, setBusyCount] = useState(0);
  const [made, setMade] = useState<DecisionMadeFragment>();
  const [trouble, setTrouble] = useState<readonly Trouble[]>([]);
  const ready = useRef<Ready>(undefined);
  const stays = useRef<Stays>({ whole: undefined, leftOut: [] });

  const add = useCallback(
    (one: Trouble) => setTrouble((before) => [...before.filter((each) => each.caseId !== one.caseId), one]),
    [],
  );
  const dismiss = useCallback((one: Trouble) => setTrouble((before) => before.filter((each) => each !== one)), []);

  const attempt = useCallback(
    async (wanted: Wanted, key: string): Promise<Sent> => {
      const { caseId } = wanted.input;
      setBusyCount((count) => count + 1);
      ready.current = undefined;
      stays.current = { whole: undefined, leftOut: [] };
      try {
        let { input } = wanted;
        if (wanted.duplicateOf !== undefined) {
          const found = await client.query({
            query: CaseIdOfNumberDocument,
            variables: { number: wanted.duplicateOf },
          });
          input = { ...input, duplicateOfCaseId: found.data?.caseByNumber.id };
        }
        const { data } = await decide({
          variables: { key, input, thenClaim: wanted.thenClaim, language: wanted.language },
        });
        const result = data?.decide.result;
        const next = data?.decide.next ?? undefined;
        ready.current = next;
        if (result?.__typename === 'ProtectiveStay') {
          stays.current = { whole: result, leftOut: [] };
          return 'stayed';
        }
        if (result?.__typename === 'Decision') {
          stays.current = { whole: undefined, leftOut: result.leftOut };
          setMade(result);
          return 'taken';
        }
        if (result?.__typename === 'ProposalMade') {
          stays.current = { whole: undefined, leftOut: result.proposal.leftOut };
          dropDraft(draftName(caseId));
          return 'proposed';
        }
        if (result?.__typename === 'LeaseLost')
          add({ kind: 'lost', caseId, number: wanted.number, to: result.takenBy?.name });
        if (result?.__typename === 'AlreadyDecided') add({ kind: 'already', caseId, number: wanted.number });
        return 'lost';
      } catch (error) {
        add({ kind: 'failed', caseId, number: wanted.number, error, wanted, key });
        return 'failed';
      } finally {
        setBusyCount((count) => count - 1);
      }
    },
    [client, decide, add],
  );
  // The same decision pressed twice goes out under one key.
  const keys = useRef(new Map<string, string>());
  const send = useCallback(
    (wanted: Wanted) => {
      const content = JSON.stringify(wanted.input);
      const key = keys.current.get(content) ?? newKey();
      keys.current.set(content, key);
      // The screen has moved on already: what is shown next goes before what is sent.
      return wanted.thenClaim === undefined ? afterPaint().then(() => attempt(wanted, key)) : attempt(wanted, key);
    },
    [attempt],
  );

  const sendAgain = useCallback(
    (one: Trouble) => {
      dismiss(one);
      // The screen has moved on: no next case is asked for with it.
      if (one.kind === 'failed') void attempt({ ...one.wanted, thenClaim: undefined }, one.key);
    },
    [attempt, dismiss],
  );

  const undo = useCallback(async () => {
    if (!made) return undefined;
    await undoDecision({ variables: { key: newKey(), decisionId: made.id } });
    setMade(undefined);
    return made.caseId;
  }, [made, undoDecision]);

  const settle = useCallback(() => {
    if (made) dropDraft(draftName(made.caseId));
    setMade(undefined);
  }, [made]);

  return {
    busy: busyCount > 0,
    made,
    trouble,
    send,
    ready: () => ready.current,
    stays: () => stays.current,
    undo,
    settle,
    dismiss,
    sendAgain,
  };
}
