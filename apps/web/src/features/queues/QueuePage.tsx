import { useQuery, useSubscription } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Bar } from '../../app/bar.js';
import { useNow } from '../../app/clock.js';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { reviewPath } from '../../app/review-path.js';
import { useMay } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import { QueueCasesDocument, QueueChangedDocument, QueuesDocument } from '../../gql/queues.js';
import { Button } from '../../ui/Button.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Icon } from '../../ui/Icon.js';
import { Keys } from '../../ui/Keys.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { UserText } from '../../ui/UserText.js';
import { BulkBar } from './BulkBar.js';
import { useCaseColumns } from './case-columns.js';
import { QueueFilters } from './QueueFilters.js';
import { addressOfFilter, belongs, filterFromAddress, queryOfFilter, type ListFilter } from './queue-filter-rules.js';
import styles from './QueuePage.module.css';

const pageSize = 100;

/** One queue as a list that stays still while colleagues work: rows change in place, new ones wait to be let in. */
export function QueuePage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { queueId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterFromAddress(params), [params]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(30_000);

  const queues = useQuery(QueuesDocument, { variables: { language } });
  const queue = queues.data?.queues.find((each) => each.id === queueId);
  useTitle(queue?.name ?? t('place.queues'));
  const variables = { filter: queryOfFilter(queueId, filter), first: pageSize, language };
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(QueueCasesDocument, {
    variables,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const shown = data ?? previousData;
  const rows = shown?.cases.nodes ?? [];
  const page = shown?.cases.pageInfo;

  useSubscription(QueueChangedDocument, {
    variables: { queueId, language },
    onData: ({ data: { data: change } }) => {
      const row = change?.queueChanged.case;
      if (!row || rows.some((each) => each.id === row.id) || !belongs(queueId, filter, row)) return;
      setArrived((before) => new Set(before).add(row.id));
    },
  });

  const columns = useCaseColumns(queueId, filter);
  const mayClaim = useMay('case.claim') && (queue?.mayWork ?? false);
  const changeFilter = (next: ListFilter) => {
    setSelected(new Set());
    setArrived(new Set());
    setParams(addressOfFilter(next), { replace: true });
  };
  const letIn = () => {
    setArrived(new Set());
    void refetch();
  };
  const more = () => {
    if (loading || !page?.hasNextPage || !page.endCursor) return;
    void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined);
  };
  useShortcut('claimNext', () => void navigate(queue ? reviewPath(queue) : `/review/${queueId}`), mayClaim);

  return (
    <div className={styles.page}>
      <Bar>
        {queue ? (
          <>
            <strong className={styles.queueName}>
              <UserText inline text={queue.name} />
            </strong>
            <span className={styles.state}>
              {t('queue.summary', {
                open: formatNumber(queue.counts.open),
                claimed: formatNumber(queue.counts.claimed),
              })}
              {queue.counts.oldestOpenedAt
                ? ` · ${t('queue.oldestIs', { time: formatDuration(now - Date.parse(queue.counts.oldestOpenedAt)) })}`
                : ''}
            </span>
          </>
        ) : null}
      </Bar>
      <h1 className="visually-hidden">{queue?.name ?? t('place.queues')}</h1>
      <div className={styles.tools}>
        <QueueFilters filter={filter} onChange={changeFilter} />
        {mayClaim ? (
          <Link to={queue ? reviewPath(queue) : `/review/${queueId}`} className={styles.review}>
            {t('queue.review')} <Keys of="claimNext" />
          </Link>
        ) : null}
      </div>
      {arrived.size > 0 ? (
        <div className={styles.arrived}>
          <Button small onClick={letIn}>
            <Icon name="up" /> {t('queue.arrived', { count: arrived.size })}
          </Button>
        </div>
      ) : null}
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!shown && !error ? (
        <div className={styles.waiting}>
          <Skeleton lines={14} />
        </div>
      ) : null}
      {shown && rows.length === 0 ? (
        <EmptyState
          level={filter.view === 'waiting'}
          title={filter.view === 'waiting' ? t('queue.level') : t('queue.nothing')}
        >
          {addressOfFilter(filter).size > 0 ? (
            <Button small onClick={() => changeFilter(filterFromAddress(new URLSearchParams()))}>
              {t('filter.clear')}
            </Button>
          ) : null}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('queue.cases', { queue: queue?.name ?? '' })}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) =>
            t('case.row', { number: row.number, subject: row.subject.title ?? row.subject.handle ?? '' })
          }
          onOpen={(row) => void navigate(`/cases/${row.number}`)}
          selected={selected}
          onSelect={setSelected}
          onNearEnd={more}
          loadingMore={loading && rows.length >= pageSize}
        />
      ) : null}
      {selected.size > 0 ? (
        <BulkBar
          rows={rows.filter((row) => selected.has(row.id))}
          queueId={queueId}
          onDone={() => setSelected(new Set())}
        />
      ) : null}
    </div>
  );
}
