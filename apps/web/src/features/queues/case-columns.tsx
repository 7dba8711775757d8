import { useMemo } from 'react';
import { formatNumber } from '../../app/format.js';
import { useT, type Translate } from '../../app/i18n.js';
import type { CaseRowFragment } from '../../gql/queues.js';
import type { Column } from '../../ui/DataTable.js';
import { Due } from '../../ui/Due.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { belongs, type ListFilter } from './queue-filter-rules.js';
import styles from './case-columns.module.css';

const tones: Readonly<Record<CaseRowFragment['state'], Tone>> = {
  open: 'plain',
  claimed: 'accent',
  on_hold: 'waiting',
  awaiting_approval: 'waiting',
  decided: 'plain',
  closed: 'plain',
};

/** What a row says about a case. A case that left the list meanwhile stays in its place, quieter, until the list is renewed. */
export function useCaseColumns(queueId: string, filter: ListFilter): ReadonlyArray<Column<CaseRowFragment>> {
  const t = useT();
  return useMemo(() => columnsOf(t, queueId, filter), [t, queueId, filter]);
}

function columnsOf(t: Translate, queueId: string, filter: ListFilter): ReadonlyArray<Column<CaseRowFragment>> {
  return [
    {
      id: 'number',
      header: t('column.number'),
      width: '5rem',
      cell: (row) => <span className={styles.number}>#{row.number}</span>,
    },
    {
      id: 'subject',
      header: t('column.subject'),
      width: 'minmax(14rem, 3fr)',
      cell: (row) => (
        <span className={belongs(queueId, filter, row) ? undefined : styles.left}>
          <SubjectName subject={row.subject} />
        </span>
      ),
    },
    { id: 'kind', header: t('column.kind'), width: '5.5rem', cell: (row) => t(`subjectKind.${row.subject.kind}`) },
    {
      id: 'state',
      header: t('column.state'),
      width: 'minmax(8rem, 1fr)',
      cell: (row) => (
        <span className={styles.state}>
          <StatusBadge tone={tones[row.state]}>{t(`caseState.${row.state}`)}</StatusBadge>
          {row.claimedBy ? <UserText inline text={row.claimedBy.name} /> : null}
          {!row.claimedBy && row.assignedTo ? <UserText inline text={row.assignedTo.name} /> : null}
        </span>
      ),
    },
    {
      id: 'due',
      header: t('column.due'),
      width: '7.5rem',
      cell: (row) => <Due at={row.dueAt} over={row.state === 'decided' || row.state === 'closed'} />,
    },
    {
      id: 'flags',
      header: t('column.flags'),
      width: '4rem',
      numeric: true,
      cell: (row) => formatNumber(row.flagCount),
    },
    {
      id: 'source',
      header: t('column.source'),
      width: 'minmax(7rem, 1fr)',
      cell: (row) => (row.strongestSource ? t(`sourceKind.${row.strongestSource}`) : '–'),
    },
    {
      id: 'policy',
      header: t('column.policy'),
      width: 'minmax(8rem, 1.5fr)',
      cell: (row) => (row.policy ? <UserText inline text={row.policy.current.title} /> : '–'),
    },
    {
      id: 'audience',
      header: t('column.audience'),
      width: '5.5rem',
      numeric: true,
      cell: (row) => (typeof row.subject.audience === 'number' ? formatNumber(row.subject.audience) : '–'),
    },
    { id: 'opened', header: t('column.opened'), width: '7rem', cell: (row) => <TimeAgo at={row.openedAt} /> },
  ];
}
