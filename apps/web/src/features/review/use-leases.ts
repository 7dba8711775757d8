import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { RenewClaimsDocument } from '../../gql/review.js';
import type { RenewalFacts, ReviewState } from './review-rules.js';

/** How often a held case is said to be still worked on. */
const heartbeatMs = 30_000;

/**
 * Keeps the leases of what is held, and tells the server which case is really on the screen: *opened* means that its text
 * was painted, so the first beat waits for two frames.
 */
export function useLeases(state: ReviewState, onRenewed: (renewals: readonly RenewalFacts[]) => void): void {
  const [renew] = useMutation(RenewClaimsDocument);
  const latest = useRef({ state, onRenewed });
  useEffect(() => {
    latest.current = { state, onRenewed };
  });
  const currentId = state.lost ? undefined : state.current?.case.id;
  useEffect(() => {
    if (currentId === undefined) return undefined;
    let stopped = false;
    const beat = () => {
      const held = latest.current.state;
      const tokens = [held.current, ...held.ahead]
        .filter((claim) => claim !== undefined)
        .map((claim) => ({ caseId: claim.case.id, leaseToken: claim.leaseToken }));
      renew({ variables: { tokens, opened: currentId } }).then(
        ({ data }) => {
          if (!stopped && data) latest.current.onRenewed(data.renewClaims);
        },
        // One missed beat is no lost lease: the next one, or deciding, tells.
        () => undefined,
      );
    };
    const painted = requestAnimationFrame(() => requestAnimationFrame(beat));
    const timer = setInterval(beat, heartbeatMs);
    return () => {
      stopped = true;
      cancelAnimationFrame(painted);
      clearInterval(timer);
    };
  }, [currentId, renew]);
}
