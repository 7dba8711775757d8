import { useApolloClient, useMutation } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import { newKey } from '../../app/keys.js';
import { useLeases, type Renewals } from '../../app/use-leases.js';
import { ClaimAppealDocument, MyAppealClaimsDocument, type AppealClaimFragment } from '../../gql/appeals.js';

export interface AppealLease {
  /** `asking`: whether it is held already is not known yet. `lost`: it was held on this screen and is not any more. */
  readonly status: 'asking' | 'none' | 'held' | 'lost';
  readonly token: string | undefined;
  readonly expiresAt: string | undefined;
  readonly late: boolean;
  /** Who has it now, when the server names somebody. */
  readonly to: string | undefined;
  readonly claim: () => Promise<void>;
  readonly lose: (to: string | undefined) => void;
  readonly letGo: () => void;
}

type Held = Pick<AppealLease, 'status' | 'token' | 'expiresAt' | 'late' | 'to'>;

const none: Held = { status: 'none', token: undefined, expiresAt: undefined, late: false, to: undefined };

function heldBy(claim: AppealClaimFragment): Held {
  return {
    status: 'held',
    token: claim.leaseToken,
    expiresAt: claim.leaseExpiresAt,
    late: claim.late,
    to: undefined,
  };
}

/** The lease on the case of one appeal: found again after a reload, kept alive while the screen is open. */
export function useAppealLease(caseId: string | undefined): AppealLease {
  const client = useApolloClient();
  const [claimCase] = useMutation(ClaimAppealDocument);
  const [held, setHeld] = useState<Held>({ ...none, status: 'asking' });

  useEffect(() => {
    let left = false;
    const find = async () => {
      const { data } = await client.query({ query: MyAppealClaimsDocument, fetchPolicy: 'network-only' });
      const mine = data?.myClaims.find((claim) => claim.case.id === caseId);
      if (!left) setHeld(mine ? heldBy(mine) : none);
    };
    // Without an answer the appeal can still be read, and claimed again.
    find().catch(() => {
      if (!left) setHeld(none);
    });
    return () => {
      left = true;
    };
  }, [client, caseId]);

  const claim = useCallback(async () => {
    if (caseId === undefined) return;
    const { data } = await claimCase({ variables: { key: newKey(), caseId } });
    if (data) setHeld(heldBy(data.claimCase));
  }, [claimCase, caseId]);

  const lose = useCallback(
    (to: string | undefined) => setHeld((before) => ({ ...before, status: 'lost', token: undefined, to })),
    [],
  );
  const letGo = useCallback(() => setHeld(none), []);
  const onRenewed = useCallback(
    (renewals: Renewals) => {
      const mine = renewals.find((renewal) => renewal.caseId === caseId);
      if (!mine) return;
      if (!mine.ok) lose(mine.takenBy?.name);
      else if (mine.leaseExpiresAt) {
        const expiresAt = mine.leaseExpiresAt;
        setHeld((before) => (before.status === 'held' ? { ...before, expiresAt } : before));
      }
    },
    [caseId, lose],
  );
  const holding = held.status === 'held' && caseId !== undefined && held.token !== undefined;
  useLeases(holding ? [{ caseId, leaseToken: held.token ?? '' }] : [], holding ? caseId : undefined, onRenewed);
  return { ...held, claim, lose, letGo };
}
