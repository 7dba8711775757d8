import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import {
  JobQueuesDocument,
  OrderListDocument,
  OrdersChangedDocument,
  RetryStuckOrderDocument,
  type OrderRowFragment,
} from '../../gql/jobs.js';
import { Button } from '../../ui/Button.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './JobsPage.module.css';

const STATES = [
  'stuck',
  'failed',
  'waiting',
  'sending',
  'unknown',
  'deferred',
  'applied',
  'gone',
  'cancelled',
] as const;
type State = (typeof STATES)[number];

const tones: Readonly<Record<State, Tone>> = {
  stuck: 'danger',
  failed: 'danger',
  unknown: 'waiting',
  deferred: 'waiting',
  waiting: 'plain',
  sending: 'accent',
  applied: 'plain',
  gone: 'plain',
  cancelled: 'plain',
};

function useOrderColumns(
  retry: (id: string) => void,
  retrying: string | undefined,
): ReadonlyArray<Column<OrderRowFragment>> {
  const t = useT();
  const mayRetry = useMay('order.retry');
  return [
    {
      id: 'state',
      header: t('order.state'),
      width: '8rem',
      cell: (row) => <StatusBadge tone={tones[row.state]}>{t(`orderState.${row.state}`)}</StatusBadge>,
    },
    {
      id: 'subject',
      header: t('order.subject'),
      width: 'minmax(12rem, 2fr)',
      cell: (row) => <SubjectName subject={row.subject} />,
    },
    {
      id: 'measure',
      header: t('order.measure'),
      width: 'minmax(10rem, 1fr)',
      cell: (row) =>
        row.direction === 'undo'
          ? t('order.undoOf', { measure: t(`measure.${row.measure}`) })
          : t(`measure.${row.measure}`),
    },
    { id: 'platform', header: t('order.platform'), width: '9rem', cell: (row) => row.platform.name },
    {
      id: 'attempts',
      header: t('order.tries'),
      width: '6rem',
      numeric: true,
      cell: (row) => formatNumber(row.attempts),
    },
    {
      id: 'why',
      header: t('order.why'),
      width: 'minmax(8rem, 1fr)',
      cell: (row) => <span dir="ltr">{row.outcomeCode ?? ''}</span>,
    },
    {
      id: 'when',
      header: t('order.when'),
      width: '8rem',
      cell: (row) => <TimeAgo at={row.finishedAt ?? row.nextAttemptAt} />,
    },
    {
      id: 'act',
      header: '',
      width: '7rem',
      cell: (row) =>
        row.state === 'stuck' && mayRetry ? (
          <Button small busy={retrying === row.id} onClick={() => retry(row.id)}>
            {t('order.retry')}
          </Button>
        ) : null,
    },
  ];
}

/** Orders by state; a stuck one is sent again by a person, and says what the platform answered. */
export function Orders() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((each) => each === params.get('state')) ?? 'stuck';
  const counts = useQuery(JobQueuesDocument, { fetchPolicy: 'cache-and-network', pollInterval: 10_000 });
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(OrderListDocument, {
    variables: { state, first: 100 },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useSubscription(OrdersChangedDocument);
  const [send] = useMutation(RetryStuckOrderDocument);
  const [retryingId, setRetryingId] = useState<string>();
  const retry = (id: string) => {
    setRetryingId(id);
    const done = () => setRetryingId(undefined);
    send({ variables: { key: newKey(), id } })
      .then(
        () => {
          notify(t('order.sentAgain'));
          void refetch();
          void counts.refetch();
        },
        (failure: unknown) => notify(errorWords(failure, t), 'danger'),
      )
      .then(done, done);
  };
  const shown = data ?? previousData;
  const rows = shown?.orders.nodes ?? [];
  const page = shown?.orders.pageInfo;
  const columns = useOrderColumns(retry, retryingId);
  const choose = (next: State) => {
    const copy = new URLSearchParams(params);
    copy.set('state', next);
    setParams(copy, { replace: true });
  };
  return (
    <div className={styles.panel}>
      <div className={styles.states} role="group" aria-label={t('order.state')}>
        {STATES.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.stateButton}
            aria-pressed={each === state}
            onClick={() => choose(each)}
          >
            {t(`orderState.${each}`)}{' '}
            <span className={styles.count}>{formatNumber(counts.data?.orderCounts[each] ?? 0)}</span>
          </button>
        ))}
      </div>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={8} /> : null}
      {shown && rows.length === 0 ? <EmptyState title={t('order.none', { state: t(`orderState.${state}`) })} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('jobs.orders')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          loadingMore={loading}
          onNearEnd={() => {
            if (!loading && page?.hasNextPage && page.endCursor)
              void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined);
          }}
        />
      ) : null}
    </div>
  );
}
