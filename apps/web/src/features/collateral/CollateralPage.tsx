import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { CollateralCasesDocument, CollateralTotalsDocument, type CollateralRowFragment } from '../../gql/collateral.js';
import { Button } from '../../ui/Button.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { AfterCheckDialog } from './AfterCheckDialog.js';
import { CLASSES, FOUND_BY, STATES, stateTones, wordOf } from './collateral-words.js';
import { HarmClock } from './HarmClock.js';
import styles from './Collateral.module.css';

const HOUR_MS = 3_600_000;

function useColumns(): ReadonlyArray<Column<CollateralRowFragment>> {
  const t = useT();
  return [
    {
      id: 'number',
      header: t('collateral.number'),
      width: '5rem',
      numeric: true,
      cell: (row) => formatNumber(row.number),
    },
    {
      id: 'state',
      header: t('collateral.state'),
      width: '8rem',
      cell: (row) => <StatusBadge tone={stateTones[row.state]}>{t(`collateralState.${row.state}`)}</StatusBadge>,
    },
    {
      id: 'subject',
      header: t('collateral.who'),
      width: 'minmax(12rem, 2fr)',
      cell: (row) => <SubjectName subject={row.subject} />,
    },
    { id: 'class', header: t('collateral.class'), width: 'minmax(9rem, 1fr)', cell: (row) => t(`class.${row.class}`) },
    {
      id: 'found',
      header: t('collateral.foundBy'),
      width: 'minmax(9rem, 1fr)',
      cell: (row) =>
        t(wordOf(FOUND_BY, row.foundBy, (code) => `collateralFoundBy.${code}`, 'collateralFoundBy.decision_finding')),
    },
    {
      id: 'harm',
      header: t('collateral.harm'),
      width: '8rem',
      numeric: true,
      cell: (row) => <HarmClock harm={row} />,
    },
    {
      id: 'barred',
      header: t('collateral.barred'),
      width: '9rem',
      cell: (row) =>
        row.stillBarred ? (
          <StatusBadge tone="danger" icon="lock">
            {t('collateral.stillBarred')}
          </StatusBadge>
        ) : null,
    },
    { id: 'opened', header: t('collateral.opened'), width: '9rem', cell: (row) => <TimeAgo at={row.openedAt} /> },
  ];
}

/** Who was swept up, how long it has hurt, and who is still barred. */
export function CollateralPage() {
  const t = useT();
  useTitle(t('place.collateral'));
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === params.get('state'));
  const who = CLASSES.find((one) => one === params.get('class'));
  const foundBy = FOUND_BY.find((one) => one === params.get('found'));
  const barred = params.get('barred') === '1';
  const change = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const mayWork = useMay('collateral.work');
  const [checking, setChecking] = useState(false);
  const totals = useQuery(CollateralTotalsDocument, { fetchPolicy: 'cache-and-network', pollInterval: 30_000 });
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(CollateralCasesDocument, {
    variables: {
      filter: {
        state: state ? [state] : null,
        class: who ? [who] : null,
        foundBy: foundBy ? [foundBy] : null,
        stillBarred: barred || null,
      },
      first: 100,
    },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const columns = useColumns();
  const shown = data ?? previousData;
  const rows = shown?.collateralCases.nodes ?? [];
  const page = shown?.collateralCases.pageInfo;
  const filtered = params.size > 0;
  const figures = totals.data?.collateralTotals;
  const more = () => {
    if (loading || !page?.hasNextPage || !page.endCursor) return;
    void fetchMore({
      variables: { after: page.endCursor },
      updateQuery: (before, { fetchMoreResult: next }) => ({
        collateralCases: {
          ...next.collateralCases,
          nodes: [...before.collateralCases.nodes, ...next.collateralCases.nodes],
        },
      }),
    }).catch(() => undefined);
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('place.collateral')}</h1>
        <div className={styles.acts}>
          {mayWork ? <Button onClick={() => setChecking(true)}>{t('afterCheck.title')}</Button> : null}
        </div>
      </header>
      {figures ? (
        <dl className={styles.totals}>
          {(['suspected', 'confirmed', 'remedying', 'remedied'] as const).map((one) => (
            <div key={one}>
              <dt>{t(`collateralState.${one}`)}</dt>
              <dd>{formatNumber(figures[one])}</dd>
            </div>
          ))}
          <div>
            <dt>{t('collateral.stillBarred')}</dt>
            <dd>{formatNumber(figures.stillBarred)}</dd>
          </div>
          <div>
            <dt>{t('collateral.harmOpen')}</dt>
            <dd>{formatDuration(figures.harmHoursOpen * HOUR_MS)}</dd>
          </div>
          <div>
            <dt>{t('collateral.harmMedian')}</dt>
            <dd>{figures.medianHarmHours === null ? '–' : formatDuration(figures.medianHarmHours * HOUR_MS)}</dd>
          </div>
        </dl>
      ) : null}
      <div className={styles.filters}>
        <SelectField
          label={t('collateral.state')}
          value={state ?? ''}
          onChange={(event) => change('state', event.currentTarget.value)}
          options={[
            { value: '', label: t('collateral.anyState') },
            ...STATES.map((one) => ({ value: one, label: t(`collateralState.${one}`) })),
          ]}
        />
        <SelectField
          label={t('collateral.class')}
          value={who ?? ''}
          onChange={(event) => change('class', event.currentTarget.value)}
          options={[
            { value: '', label: t('collateral.anyClass') },
            ...CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) })),
          ]}
        />
        <SelectField
          label={t('collateral.foundBy')}
          value={foundBy ?? ''}
          onChange={(event) => change('found', event.currentTarget.value)}
          options={[
            { value: '', label: t('collateral.anyWay') },
            ...FOUND_BY.map((one) => ({ value: one, label: t(`collateralFoundBy.${one}`) })),
          ]}
        />
        <SelectField
          label={t('collateral.barred')}
          value={barred ? '1' : ''}
          onChange={(event) => change('barred', event.currentTarget.value)}
          options={[
            { value: '', label: t('collateral.anyBar') },
            { value: '1', label: t('collateral.stillBarred') },
          ]}
        />
      </div>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={8} /> : null}
      {shown && rows.length === 0 ? (
        <EmptyState title={t(filtered ? 'collateral.noneSuch' : 'collateral.none')} level={!filtered}>
          {filtered ? null : t('collateral.noneWords')}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('place.collateral')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => void navigate(`/collateral/${row.id}`)}
          onNearEnd={more}
          loadingMore={loading}
          rowLabel={(row) => t('collateral.title', { number: row.number })}
        />
      ) : null}
      {checking ? (
        <AfterCheckDialog
          onClose={() => setChecking(false)}
          onFound={() => {
            void refetch();
            void totals.refetch();
          }}
        />
      ) : null}
    </div>
  );
}
