import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Bar } from '../../app/bar.js';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import { AppealsAroundDocument, AppealsDocument } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Keys } from '../../ui/Keys.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { AppealBases } from './AppealBases.js';
import { AppealFilters } from './AppealFilters.js';
import { useAppealColumns } from './appeal-columns.js';
import {
  addressOfAppeals,
  appealFilterFrom,
  appealQuery,
  statesOf,
  type AppealListFilter,
} from './appeal-filter-rules.js';
import { queuesInTurn } from './queue-turn-rules.js';
import styles from './AppealsPage.module.css';

const pageSize = 100;

/** Appeals as a list, and how they end by what they are about. */
export function AppealsPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => appealFilterFrom(params), [params]);
  const byBasis = params.get('show') === 'bases';
  useTitle(t('place.appeals'));
  const around = useQuery(AppealsAroundDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
    pollInterval: 30_000,
  });
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(AppealsDocument, {
    variables: { filter: appealQuery(filter), first: pageSize },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    skip: byBasis,
  });
  const shown = data ?? previousData;
  const rows = shown?.appeals.nodes ?? [];
  const page = shown?.appeals.pageInfo;
  const columns = useAppealColumns();
  const queues = queuesInTurn(around.data?.queues ?? [], undefined);
  const mayClaim = useMay('appeal.work') && queues.length > 0;
  useShortcut('claimNext', () => void navigate('/appeals/next'), mayClaim);

  const change = (next: AppealListFilter) => setParams(addressOfAppeals(next), { replace: true });
  const more = () => {
    if (loading || !page?.hasNextPage || !page.endCursor) return;
    void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined);
  };
  const countOf = (view: AppealListFilter['view']) =>
    (around.data?.appealCounts ?? [])
      .filter((each) => statesOf(view).includes(each.state))
      .reduce((sum, each) => sum + each.count, 0);

  return (
    <div className={styles.page}>
      <Bar>
        <strong className={styles.name}>{t('place.appeals')}</strong>
        {around.data ? (
          <span className={styles.state}>{t('appeals.summary', { open: formatNumber(countOf('open')) })}</span>
        ) : null}
      </Bar>
      <h1 className="visually-hidden">{t('place.appeals')}</h1>
      <div className={styles.tools}>
        <div className={styles.toolsMain}>
          <div className={styles.views} role="group" aria-label={t('appeals.show')}>
            <button
              type="button"
              className={styles.view}
              aria-pressed={!byBasis}
              onClick={() => setParams({}, { replace: true })}
            >
              {t('appeals.list')}
            </button>
            <button
              type="button"
              className={styles.view}
              aria-pressed={byBasis}
              onClick={() => setParams({ show: 'bases' }, { replace: true })}
            >
              {t('appeals.byBasis')}
            </button>
          </div>
          {byBasis ? null : (
            <AppealFilters
              filter={filter}
              counts={around.data ? countOf : undefined}
              platforms={around.data?.platforms ?? []}
              policies={around.data?.policies ?? []}
              onChange={change}
            />
          )}
        </div>
        {mayClaim ? (
          <Link to="/appeals/next" className={styles.claim}>
            {t('appeals.claimNext')} <Keys of="claimNext" />
          </Link>
        ) : null}
      </div>
      {byBasis ? <AppealBases /> : null}
      {!byBasis && error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!byBasis && !shown && !error ? (
        <div className={styles.waiting}>
          <Skeleton lines={14} />
        </div>
      ) : null}
      {!byBasis && shown && rows.length === 0 ? (
        <EmptyState
          level={addressOfAppeals(filter).size === 0}
          title={addressOfAppeals(filter).size === 0 ? t('appeals.level') : t('appeals.nothing')}
        >
          {addressOfAppeals(filter).size > 0 ? (
            <Button small onClick={() => change(appealFilterFrom(new URLSearchParams()))}>
              {t('filter.clear')}
            </Button>
          ) : null}
        </EmptyState>
      ) : null}
      {!byBasis && rows.length > 0 ? (
        <DataTable
          label={t('place.appeals')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => t('appeal.title', { number: row.number })}
          onOpen={(row) => void navigate(`/appeals/${row.number}`)}
          onNearEnd={more}
          loadingMore={loading && rows.length >= pageSize}
        />
      ) : null}
    </div>
  );
}
