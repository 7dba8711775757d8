import type { ClaimPartsFragment } from '../../gql/review.js';

/** The current case's lease is gone: who has the case now, or who decided it, if the server named somebody. */
export interface Lost {
  readonly to: string | undefined;
  readonly decided: boolean;
}

/** What a person holds while they review: one case on the screen, and those that are ready behind it. */
export interface ReviewState {
  readonly status: 'claiming' | 'working' | 'empty' | 'failed';
  readonly current: ClaimPartsFragment | undefined;
  /** In the order in which they will be shown. */
  readonly ahead: readonly ClaimPartsFragment[];
  readonly lost: Lost | undefined;
  /** Why there is no case: none is open, or all that are open are not for this person. */
  readonly emptyReason: string | undefined;
  readonly error: unknown;
}

/** Unseen cases that one person may hold; the server refuses more. */
export const mostAhead = 3;

export const nothingYet: ReviewState = {
  status: 'claiming',
  current: undefined,
  ahead: [],
  lost: undefined,
  emptyReason: undefined,
  error: undefined,
};

export interface RenewalFacts {
  readonly caseId: string;
  readonly ok: boolean;
  readonly leaseExpiresAt: string | null;
  readonly takenBy: { readonly name: string } | null;
}

export type ReviewEvent =
  | { readonly type: 'asked' }
  | { readonly type: 'claimed'; readonly claim: ClaimPartsFragment }
  | { readonly type: 'empty'; readonly reason: string }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'prefetched'; readonly claim: ClaimPartsFragment }
  /** The current case is done with here: the next one is shown if it is ready. */
  | { readonly type: 'advanced' }
  /** A case comes back to the front (undone, claimed again); the one on the screen waits behind it. */
  | { readonly type: 'broughtBack'; readonly claim: ClaimPartsFragment }
  | { readonly type: 'renewed'; readonly renewals: readonly RenewalFacts[] }
  | { readonly type: 'lost'; readonly caseId: string; readonly lost: Lost };

function without(
  claims: readonly ClaimPartsFragment[],
  { case: gone }: ClaimPartsFragment,
): readonly ClaimPartsFragment[] {
  return claims.filter((claim) => claim.case.id !== gone.id);
}

function renewed(claim: ClaimPartsFragment, renewals: readonly RenewalFacts[]): ClaimPartsFragment {
  const renewal = renewals.find((each) => each.caseId === claim.case.id);
  return renewal?.ok && renewal.leaseExpiresAt ? { ...claim, leaseExpiresAt: renewal.leaseExpiresAt } : claim;
}

/** One step of reviewing. A late answer about a case that is no longer held changes nothing. */
export function reviewStep(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case 'asked':
      return { ...nothingYet, ahead: state.ahead };
    case 'claimed':
      return {
        ...nothingYet,
        status: 'working',
        current: event.claim,
        ahead: without(state.ahead, event.claim),
      };
    case 'empty':
      if (state.current) return state;
      return state.ahead.length > 0
        ? reviewStep(state, { type: 'advanced' })
        : { ...nothingYet, status: 'empty', emptyReason: event.reason };
    case 'failed':
      return state.current ? state : { ...nothingYet, status: 'failed', error: event.error };
    case 'prefetched':
      if (event.claim.case.id === state.current?.case.id) return state;
      // It was asked for when the queue had more; now it is the only one.
      if (state.status === 'empty') return reviewStep(state, { type: 'claimed', claim: event.claim });
      return { ...state, ahead: [...without(state.ahead, event.claim), event.claim] };
    case 'advanced': {
      const [next, ...later] = state.ahead;
      return next ? { ...nothingYet, status: 'working', current: next, ahead: later } : nothingYet;
    }
    case 'broughtBack': {
      const behind = state.lost || !state.current ? state.ahead : [state.current, ...state.ahead];
      return { ...nothingYet, status: 'working', current: event.claim, ahead: without(behind, event.claim) };
    }
    case 'renewed': {
      const gone = (claim: ClaimPartsFragment | undefined) =>
        event.renewals.find((each) => each.caseId === claim?.case.id && !each.ok);
      const lost = gone(state.current);
      return {
        ...state,
        current: state.current && renewed(state.current, event.renewals),
        ahead: state.ahead.filter((claim) => !gone(claim)).map((claim) => renewed(claim, event.renewals)),
        lost: lost && !state.lost?.decided ? { to: lost.takenBy?.name, decided: false } : state.lost,
      };
    }
    case 'lost':
      return event.caseId === state.current?.case.id ? { ...state, lost: event.lost } : state;
  }
}

/** No case is taken ahead of need where two people look or where a category is reserved (they must never wait for one). */
export function mayPrefetch(claim: ClaimPartsFragment): boolean {
  const { queue, category } = claim.case;
  return (
    !queue.twoPerson && queue.kind !== 'child_safety' && category !== 'child_safety' && category !== 'threat_to_life'
  );
}
