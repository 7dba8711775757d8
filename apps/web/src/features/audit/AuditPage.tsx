import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useTitle } from '../../app/use-title.js';
import { AuditListDocument, AuditPeopleDocument, type AuditListQuery } from '../../gql/audit.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { Icon } from '../../ui/Icon.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { addressFrom, filterOf, paramsOf, type AuditAddress } from './audit-filter-rules.js';
import { AuditEventDialog } from './AuditEventDialog.js';
import { Verification } from './Verification.js';
import styles from './AuditPage.module.css';

export type AuditRow = AuditListQuery['audit']['nodes'][number];

function useColumns(): ReadonlyArray<Column<AuditRow>> {
  const t = useT();
  return [
    { id: 'at', header: t('audit.at'), width: '11rem', cell: (row) => <TimeAgo at={row.at} as="absolute" /> },
    {
      id: 'kind',
      header: t('audit.kind'),
      width: 'minmax(10rem, 1fr)',
      cell: (row) => <span dir="ltr">{row.kind}</span>,
    },
    {
      id: 'actor',
      header: t('audit.actor'),
      width: 'minmax(8rem, 1fr)',
      cell: (row) =>
        row.actor ? (
          <UserText inline text={row.actor.name} />
        ) : (
          t(`audit.actorKind.${row.actorKind === 'api_key' ? 'api_key' : 'system'}`)
        ),
    },
    {
      id: 'target',
      header: t('audit.target'),
      width: 'minmax(12rem, 1fr)',
      cell: (row) => (
        <>
          <span dir="ltr">{row.targetKind}</span>{' '}
          {row.targetId ? <Handle value={row.targetId} short={13} plain /> : null}
        </>
      ),
    },
    {
      id: 'sealed',
      header: t('audit.sealed'),
      width: '6rem',
      cell: (row) =>
        row.sealed ? (
          <span>
            <Icon name="lock" /> {t('audit.isSealed')}
          </span>
        ) : (
          t('audit.notYet')
        ),
    },
  ];
}

/** The record: who did what, when and to what; searchable by what stands in the address, provable by one button. */
export function AuditPage() {
  const t = useT();
  useTitle(t('place.audit'));
  const [params, setParams] = useSearchParams();
  const address = addressFrom(params);
  const change = (part: Partial<AuditAddress>) => setParams(paramsOf({ ...address, ...part }), { replace: true });
  const [open, setOpen] = useState<AuditRow>();
  const people = useQuery(AuditPeopleDocument);
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(AuditListDocument, {
    variables: { filter: filterOf(address), first: 100 },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const shown = data ?? previousData;
  const columns = useColumns();
  const rows = shown?.audit.nodes ?? [];
  const page = shown?.audit.pageInfo;
  const more = () => {
    if (loading || !page?.hasNextPage || !page.endCursor) return;
    void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined);
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('place.audit')}</h1>
        <Verification />
      </header>
      <div className={styles.filters}>
        <TextField
          label={t('audit.kind')}
          dir="ltr"
          placeholder="case.claimed"
          value={address.kind}
          onChange={(event) => change({ kind: event.currentTarget.value })}
        />
        <SelectField
          label={t('audit.actor')}
          value={address.actorId}
          onChange={(event) => change({ actorId: event.currentTarget.value })}
          options={[
            { value: '', label: t('filter.any') },
            ...(people.data?.colleagues ?? []).map((person) => ({ value: person.id, label: person.name })),
          ]}
        />
        <TextField
          label={t('audit.about')}
          dir="ltr"
          value={address.about}
          onChange={(event) => change({ about: event.currentTarget.value })}
        />
        <TextField
          label={t('filter.from')}
          type="date"
          value={address.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextField
          label={t('filter.to')}
          type="date"
          value={address.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={12} /> : null}
      {shown && rows.length === 0 ? <EmptyState title={t('audit.none')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('place.audit')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={setOpen}
          onNearEnd={more}
          loadingMore={loading}
          rowLabel={(row) => row.kind}
        />
      ) : null}
      {open ? (
        <AuditEventDialog
          event={open}
          onClose={() => setOpen(undefined)}
          onAbout={(about) => {
            setOpen(undefined);
            change({ about });
          }}
        />
      ) : null}
    </div>
  );
}
