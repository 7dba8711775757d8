import { useApolloClient, useMutation } from '@apollo/client/react';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { newKey } from '../../app/keys.js';
import { ClaimCaseDocument, ClaimNextDocument, MyClaimsDocument, type ClaimPartsFragment } from '../../gql/review.js';
import { mayPrefetch, nothingYet, reviewStep, type RenewalFacts, type ReviewState } from './review-rules.js';
import { useLeases } from './use-leases.js';

export interface Review {
  readonly state: ReviewState;
  /** Leaves the current case behind: shows the next one, or asks for one. */
  readonly advance: (ready?: ClaimPartsFragment | { readonly reason: string }) => void;
  readonly bringBack: (caseId: string) => Promise<void>;
  readonly lose: (caseId: string, to: string | undefined) => void;
  readonly claim: () => void;
}

/** Holds cases of one queue for one person: what they already hold first, then the next one, and one ahead. */
export function useReview(queueId: string, wantedCaseId: string | undefined, language: string): Review {
  const client = useApolloClient();
  const [state, step] = useReducer(reviewStep, nothingYet);
  const [claimNext] = useMutation(ClaimNextDocument);
  const [claimCase] = useMutation(ClaimCaseDocument);
  const asking = useRef(false);

  const claim = useCallback(() => {
    step({ type: 'asked' });
    claimNext({ variables: { key: newKey(), queueId, language } }).then(
      ({ data }) => {
        const result = data?.claimNext;
        if (result?.__typename === 'Claim') step({ type: 'claimed', claim: result });
        else step({ type: 'empty', reason: result?.reason ?? 'empty' });
      },
      (error: unknown) => step({ type: 'failed', error }),
    );
  }, [claimNext, queueId, language]);

  const bringBack = useCallback(
    async (caseId: string) => {
      const { data } = await claimCase({ variables: { key: newKey(), caseId, language } });
      if (data) step({ type: 'broughtBack', claim: data.claimCase });
    },
    [claimCase, language],
  );

  useEffect(() => {
    // Asked once for each queue: a second mount would otherwise claim twice.
    if (asking.current) return;
    asking.current = true;
    const begin = async () => {
      if (wantedCaseId) return bringBack(wantedCaseId);
      const { data } = await client.query({
        query: MyClaimsDocument,
        variables: { language },
        fetchPolicy: 'network-only',
      });
      const mine = (data?.myClaims ?? []).filter((held) => held.case.queue.id === queueId);
      const current = mine.find((held) => !held.prefetched) ?? mine[0];
      if (!current) return claim();
      step({ type: 'claimed', claim: current });
      const ahead = mine.find((held) => held !== current);
      if (ahead) step({ type: 'prefetched', claim: ahead });
    };
    begin().catch((error: unknown) => step({ type: 'failed', error }));
  }, [client, queueId, wantedCaseId, language, claim, bringBack]);

  const { current, next } = state;
  const currentId = current?.case.id;
  const ahead = current !== undefined && next === undefined && mayPrefetch(current);
  useEffect(() => {
    if (!ahead || currentId === undefined) return undefined;
    let stopped = false;
    claimNext({ variables: { key: newKey(), queueId, prefetch: true, language } }).then(
      ({ data }) => {
        if (!stopped && data?.claimNext.__typename === 'Claim') step({ type: 'prefetched', claim: data.claimNext });
      },
      // Without one ahead the next case is claimed when it is needed.
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [ahead, currentId, claimNext, queueId, language]);

  const advance = useCallback(
    (ready?: ClaimPartsFragment | { readonly reason: string }) => {
      const hasNext = state.next !== undefined;
      step({ type: 'advanced' });
      if (hasNext) return;
      if (ready === undefined) claim();
      else if ('leaseToken' in ready) step({ type: 'claimed', claim: ready });
      else step({ type: 'empty', reason: ready.reason });
    },
    [state.next, claim],
  );
  const lose = useCallback((caseId: string, to: string | undefined) => step({ type: 'lost', caseId, to }), []);
  const onRenewed = useCallback((renewals: readonly RenewalFacts[]) => step({ type: 'renewed', renewals }), []);
  useLeases(state, onRenewed);

  return { state, advance, bringBack, lose, claim };
}
