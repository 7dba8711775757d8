import { useApolloClient, useMutation } from '@apollo/client/react';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { newKey } from '../../app/keys.js';
import { afterPaint } from '../../app/paint.js';
import { useLeases } from '../../app/use-leases.js';
import { ClaimCaseDocument, ClaimNextDocument, MyClaimsDocument, type ClaimPartsFragment } from '../../gql/review.js';
import {
  mayPrefetch,
  mostAhead,
  nothingYet,
  reviewStep,
  type Lost,
  type RenewalFacts,
  type ReviewState,
} from './review-rules.js';
import { useLatest } from '../../ui/use-latest.js';

export interface Review {
  readonly state: ReviewState;
  /** Leaves the current case behind: shows the next one, or asks for one. */
  readonly advance: (ready?: ClaimPartsFragment | { readonly reason: string }) => void;
  readonly bringBack: (caseId: string) => Promise<void>;
  readonly lose: (caseId: string, lost: Lost) => void;
  readonly claim: () => void;
}

/** Holds cases of one queue for one person: what they already hold first, then the next one, and a few ahead. */
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
      for (const ahead of mine.filter((held) => held !== current).slice(0, mostAhead))
        step({ type: 'prefetched', claim: ahead });
    };
    begin().catch((error: unknown) => step({ type: 'failed', error }));
  }, [client, queueId, wantedCaseId, language, claim, bringBack]);

  const { current, ahead } = state;
  const currentId = current?.case.id;
  const held = ahead.length;
  const wantsMore = current !== undefined && held < mostAhead && mayPrefetch(current);
  // One at a time, each after the last; an answer that comes when the screen has moved on is still a case that is held.
  const fetching = useRef(false);
  useEffect(() => {
    if (!wantsMore || currentId === undefined || fetching.current) return;
    fetching.current = true;
    const fetchOne = async () => {
      await afterPaint();
      const { data } = await claimNext({ variables: { key: newKey(), queueId, prefetch: true, language } });
      fetching.current = false;
      if (data?.claimNext.__typename === 'Claim') step({ type: 'prefetched', claim: data.claimNext });
    };
    // Without one ahead the next case is claimed when it is needed.
    fetchOne().catch(() => {
      fetching.current = false;
    });
  }, [wantsMore, held, currentId, claimNext, queueId, language]);

  const advance = useLatest((ready?: ClaimPartsFragment | { readonly reason: string }) => {
    const hasNext = held > 0;
    step({ type: 'advanced' });
    if (hasNext) return;
    if (ready === undefined) claim();
    else if ('leaseToken' in ready) step({ type: 'claimed', claim: ready });
    else step({ type: 'empty', reason: ready.reason });
  });
  const lose = useCallback((caseId: string, lost: Lost) => step({ type: 'lost', caseId, lost }), []);
  const onRenewed = useCallback((renewals: readonly RenewalFacts[]) => step({ type: 'renewed', renewals }), []);
  const leases = [current, ...ahead]
    .filter((each) => each !== undefined)
    .map((each) => ({ caseId: each.case.id, leaseToken: each.leaseToken }));
  useLeases(leases, state.lost ? undefined : currentId, onRenewed);

  return { state, advance, bringBack, lose, claim };
}
