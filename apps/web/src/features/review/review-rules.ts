import type { ClaimPartsFragment } from '../../gql/review.js';

/** What a person holds while they review: one case on the screen, perhaps the next one ready behind it. */
export interface ReviewState {
  readonly status: 'claiming' | 'working' | 'empty' | 'failed';
  readonly current: ClaimPartsFragment | undefined;
  readonly next: ClaimPartsFragment | undefined;
  /** The current case's lease is gone; its new holder if the server named one. */
  readonly lost: { readonly to: string | undefined } | undefined;
  /** Why there is no case: none is open, or all that are open are not for this person. */
  readonly emptyReason: string | undefined;
  readonly error: unknown;
}

export const nothingYet: ReviewState = {
  status: 'claiming',
  current: undefined,
  next: undefined,
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
  | { readonly type: 'lost'; readonly caseId: string; readonly to: string | undefined };

function renewed(
  claim: ClaimPartsFragment | undefined,
  renewals: readonly RenewalFacts[],
): ClaimPartsFragment | undefined {
  const renewal = renewals.find((each) => each.caseId === claim?.case.id);
  return claim && renewal?.ok && renewal.leaseExpiresAt ? { ...claim, leaseExpiresAt: renewal.leaseExpiresAt } : claim;
}

/** One step of reviewing. A late answer about a case that is no longer held changes nothing. */
export function reviewStep(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case 'asked':
      return { ...nothingYet, next: state.next };
    case 'claimed':
      return {
        ...nothingYet,
        status: 'working',
        current: event.claim,
        next: state.next?.case.id === event.claim.case.id ? undefined : state.next,
      };
    case 'empty':
      return state.current ? state : { ...nothingYet, status: 'empty', emptyReason: event.reason };
    case 'failed':
      return state.current ? state : { ...nothingYet, status: 'failed', error: event.error };
    case 'prefetched':
      return event.claim.case.id === state.current?.case.id ? state : { ...state, next: event.claim };
    case 'advanced':
      return state.next ? { ...nothingYet, status: 'working', current: state.next } : nothingYet;
    case 'broughtBack': {
      const behind = state.lost ? state.next : (state.current ?? state.next);
      const same = behind?.case.id === event.claim.case.id;
      return { ...nothingYet, status: 'working', current: event.claim, next: same ? undefined : behind };
    }
    case 'renewed': {
      const gone = (claim: ClaimPartsFragment | undefined) =>
        event.renewals.find((each) => each.caseId === claim?.case.id && !each.ok);
      const lost = gone(state.current);
      return {
        ...state,
        current: renewed(state.current, event.renewals),
        next: gone(state.next) ? undefined : renewed(state.next, event.renewals),
        lost: lost ? { to: lost.takenBy?.name } : state.lost,
      };
    }
    case 'lost':
      return event.caseId === state.current?.case.id ? { ...state, lost: { to: event.to } } : state;
  }
}

/** No case is taken ahead of need where two people look or where a category is reserved (they must never wait for one). */
export function mayPrefetch(claim: ClaimPartsFragment): boolean {
  const { queue, category } = claim.case;
  return (
    !queue.twoPerson && queue.kind !== 'child_safety' && category !== 'child_safety' && category !== 'threat_to_life'
  );
}
