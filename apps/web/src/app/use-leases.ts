import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { RenewClaimsDocument, type RenewClaimsMutation } from '../gql/app.js';
import { useHeartbeatMs } from './session.js';

/** A case that is held, by the token of its lease. */
export interface Held {
  readonly caseId: string;
  readonly leaseToken: string;
}

export type Renewals = RenewClaimsMutation['renewClaims'];

/**
 * Keeps the leases of what is held, and tells the server which case is really on the screen: *opened* means that its text
 * was painted, so the first beat waits for two frames. Nothing is said while `currentId` is undefined.
 */
export function useLeases(
  held: readonly Held[],
  currentId: string | undefined,
  onRenewed: (renewals: Renewals) => void,
): void {
  const [renew] = useMutation(RenewClaimsDocument);
  const heartbeatMs = useHeartbeatMs();
  const latest = useRef({ held, onRenewed });
  useEffect(() => {
    latest.current = { held, onRenewed };
  });
  useEffect(() => {
    if (currentId === undefined) return undefined;
    let stopped = false;
    const beat = () => {
      const tokens = latest.current.held.map(({ caseId, leaseToken }) => ({ caseId, leaseToken }));
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
  }, [currentId, renew, heartbeatMs]);
}
