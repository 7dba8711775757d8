import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { AppealsAroundDocument, ClaimNextAppealDocument, MyAppealClaimsDocument } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { queuesInTurn } from './queue-turn-rules.js';
import styles from './AppealPage.module.css';

/** Claims the appeal that has waited most for this person, out of one queue or all that they work, and goes to it. */
export function NextAppealPage() {
  const t = useT();
  const language = useLanguage();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const wanted = params.get('queue') ?? undefined;
  const around = useQuery(AppealsAroundDocument, { variables: { language }, fetchPolicy: 'network-only' });
  const [claimNext] = useMutation(ClaimNextAppealDocument);
  const [state, setState] = useState<{ readonly empty: boolean; readonly error: unknown }>();
  const queues = around.data?.queues;

  const claim = useCallback(async () => {
    const turn = queuesInTurn(queues ?? [], wanted);
    // What is held already comes first: nobody takes a second one by asking for the next.
    const { data: mine } = await client.query({ query: MyAppealClaimsDocument, fetchPolicy: 'network-only' });
    const held = mine?.myClaims.find(({ case: one }) => turn.some((queue) => queue.id === one.queue.id) && one.appeal);
    if (held?.case.appeal) {
      await navigate(`/appeals/${held.case.appeal.number}`, { replace: true });
      return;
    }
    for (const queue of turn) {
      const { data } = await claimNext({ variables: { key: newKey(), queueId: queue.id } });
      if (data?.claimNext.__typename !== 'Claim') continue;
      const { case: claimed } = data.claimNext;
      // A second look without an appeal behind it is read where every case is.
      await navigate(claimed.appeal ? `/appeals/${claimed.appeal.number}` : `/review/${claimed.queue.id}`, {
        replace: true,
      });
      return;
    }
    setState({ empty: true, error: undefined });
  }, [client, claimNext, navigate, queues, wanted]);
  // Asked once for each visit: a second mount would otherwise claim twice.
  const asked = useRef(false);
  const begin = useCallback(() => {
    setState(undefined);
    claim().catch((error: unknown) => setState({ empty: false, error }));
  }, [claim]);
  useEffect(() => {
    if (asked.current || queues === undefined) return;
    asked.current = true;
    begin();
  }, [queues, begin]);

  const error = state?.error ?? (queues === undefined ? around.error : undefined);
  return (
    <div className={styles.page}>
      <div className={styles.alone}>
        {error ? <Failure error={error} onRetry={() => (queues ? begin() : void around.refetch())} /> : null}
        {state?.empty ? (
          <EmptyState level whole title={t('queue.level')}>
            <p>{t('appeals.nothingToClaim')}</p>
            <Button onClick={begin}>{t('review.lookAgain')}</Button> <Link to="/appeals">{t('appeals.toList')}</Link>
          </EmptyState>
        ) : null}
        {!error && !state?.empty ? <Skeleton lines={4} tall /> : null}
      </div>
    </div>
  );
}
