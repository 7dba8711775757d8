import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { ProtectedCountsDocument, ProtectedPeopleDocument, type ProtectedRowFragment } from '../../gql/register.js';
import { Button } from '../../ui/Button.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { CLASSES } from './entry-draft-rules.js';
import { DeclareDialog } from './EntryDialog.js';
import { ExportDialog, ImportDialog } from './FileDialogs.js';
import { stateTones } from './state-tones.js';
import styles from './Register.module.css';

const STATES = ['declared', 'verified', 'expired', 'revoked'] as const;

function useColumns(): ReadonlyArray<Column<ProtectedRowFragment>> {
  const t = useT();
  return [
    {
      id: 'reference',
      header: t('register.reference'),
      width: '6rem',
      cell: (row) => <span dir="ltr">{row.reference}</span>,
    },
    { id: 'class', header: t('register.class'), width: 'minmax(9rem, 1fr)', cell: (row) => t(`class.${row.class}`) },
    {
      id: 'state',
      header: t('register.state'),
      width: 'minmax(9rem, 1fr)',
      cell: (row) => (
        <StatusBadge tone={stateTones[row.state]}>
          {row.changedSinceVerified && row.state === 'verified'
            ? t('register.changed')
            : t(`protectedState.${row.state}`)}
        </StatusBadge>
      ),
    },
    { id: 'expires', header: t('register.expiresAt'), width: '12rem', cell: (row) => <TimeAgo at={row.expiresAt} /> },
    {
      id: 'media',
      header: t('declaration.short'),
      width: 'minmax(8rem, 1fr)',
      cell: (row) => (row.mediaDeclaration ? t('register.declaredMedia') : ''),
    },
  ];
}

/** The register by reference: class, state and end of each entry, never who it is. */
export function RegisterPage() {
  const t = useT();
  useTitle(t('place.register'));
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === params.get('state'));
  const who = CLASSES.find((one) => one === params.get('class'));
  const renewalDue = params.get('due') === '1';
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
  const may = { declare: useMay('protection.declare'), reveal: useMay('protection.reveal') };
  const [open, setOpen] = useState<'declare' | 'import' | 'export'>();
  const counts = useQuery(ProtectedCountsDocument, { fetchPolicy: 'cache-and-network' });
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(ProtectedPeopleDocument, {
    variables: {
      filter: { state: state ? [state] : null, class: who ? [who] : null, renewalDue: renewalDue || null },
      first: 100,
    },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const columns = useColumns();
  const shown = data ?? previousData;
  const rows = shown?.protectedPeople.nodes ?? [];
  const page = shown?.protectedPeople.pageInfo;
  const more = () => {
    if (loading || !page?.hasNextPage || !page.endCursor) return;
    void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined);
  };
  const again = () => {
    void refetch();
    void counts.refetch();
  };
  const figures = counts.data?.protectedCounts;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('place.register')}</h1>
        <div className={styles.acts}>
          {may.reveal ? <Button onClick={() => setOpen('export')}>{t('register.export')}</Button> : null}
          {may.declare ? <Button onClick={() => setOpen('import')}>{t('register.import')}</Button> : null}
          {may.declare ? (
            <Button look="main" onClick={() => setOpen('declare')}>
              {t('register.declare')}
            </Button>
          ) : null}
        </div>
      </header>
      <p className={styles.quiet}>{t('register.leastVisible')}</p>
      <div className={styles.filters}>
        <SelectField
          label={t('register.state')}
          value={state ?? ''}
          onChange={(event) => change('state', event.currentTarget.value)}
          options={[
            { value: '', label: t('register.anyState') },
            ...STATES.map((one) => ({
              value: one,
              label: figures
                ? `${t(`protectedState.${one}`)} (${formatNumber(figures[one])})`
                : t(`protectedState.${one}`),
            })),
          ]}
        />
        <SelectField
          label={t('register.class')}
          value={who ?? ''}
          onChange={(event) => change('class', event.currentTarget.value)}
          options={[
            { value: '', label: t('register.anyClass') },
            ...CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) })),
          ]}
        />
        <SelectField
          label={t('register.renewal')}
          value={renewalDue ? '1' : ''}
          onChange={(event) => change('due', event.currentTarget.value)}
          options={[
            { value: '', label: t('register.anyRenewal') },
            {
              value: '1',
              label: figures
                ? `${t('register.renewalDue')} (${formatNumber(figures.renewalDue)})`
                : t('register.renewalDue'),
            },
          ]}
        />
      </div>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={8} /> : null}
      {shown && rows.length === 0 ? <EmptyState title={t('register.none')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('place.register')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => void navigate(`/protected/${row.id}`)}
          onNearEnd={more}
          loadingMore={loading}
          rowLabel={(row) => row.reference}
        />
      ) : null}
      {open === 'declare' ? (
        <DeclareDialog onClose={() => setOpen(undefined)} onDone={(id) => void navigate(`/protected/${id}`)} />
      ) : null}
      {open === 'import' ? <ImportDialog onClose={() => setOpen(undefined)} onDone={again} /> : null}
      {open === 'export' ? <ExportDialog onClose={() => setOpen(undefined)} /> : null}
    </div>
  );
}
