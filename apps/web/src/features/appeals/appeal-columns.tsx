import { useMemo } from 'react';
import { useLanguage, useT, type Translate } from '../../app/i18n.js';
import type { AppealRowFragment } from '../../gql/appeals.js';
import type { Column } from '../../ui/DataTable.js';
import { Due } from '../../ui/Due.js';
import { Icon } from '../../ui/Icon.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './AppealsPage.module.css';

const tones: Readonly<Record<AppealRowFragment['state'], Tone>> = {
  received: 'plain',
  acknowledged: 'plain',
  in_review: 'accent',
  decided: 'plain',
  executing: 'waiting',
  closed: 'plain',
  out_of_court: 'waiting',
};

/** What a row says about an appeal. */
export function useAppealColumns(): ReadonlyArray<Column<AppealRowFragment>> {
  const t = useT();
  const language = useLanguage();
  return useMemo(() => columnsOf(t, new Intl.DisplayNames([language], { type: 'language' })), [t, language]);
}

function columnsOf(t: Translate, languages: Intl.DisplayNames): ReadonlyArray<Column<AppealRowFragment>> {
  return [
    {
      id: 'number',
      header: t('appeals.number'),
      width: '8rem',
      cell: (row) => (
        <bdi dir="ltr" className={styles.number}>
          {row.number}
        </bdi>
      ),
    },
    {
      id: 'subject',
      header: t('appeals.about'),
      width: 'minmax(12rem, 3fr)',
      cell: (row) => <SubjectName subject={row.subject} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: 'minmax(10rem, 1.4fr)',
      cell: (row) => (
        <span className={styles.cell}>
          <StatusBadge tone={tones[row.state]}>{t(`appealState.${row.state}`)}</StatusBadge>
          {row.waitingForAnswer ? (
            <span title={t('appeal.waiting')}>
              <Icon name="hold" />
              <span className="visually-hidden">{t('appeal.waiting')}</span>
            </span>
          ) : null}
          {row.needsOutsideHandler ? (
            <StatusBadge tone="danger" icon="people">
              {t('appeals.outside')}
            </StatusBadge>
          ) : null}
          {row.case?.claimedBy ? <UserText inline text={row.case.claimedBy.name} /> : null}
        </span>
      ),
    },
    {
      id: 'due',
      header: t('column.due'),
      width: '8.5rem',
      cell: (row) =>
        row.decidedAt && row.breached ? (
          <StatusBadge tone="danger" icon="warning">
            {t('appeal.breached')}
          </StatusBadge>
        ) : (
          <Due at={row.dueAt} over={row.decidedAt !== null} />
        ),
    },
    {
      id: 'basis',
      header: t('appeal.basis'),
      width: 'minmax(8rem, 1.2fr)',
      cell: (row) => t(`appealBasis.${row.basis}`),
    },
    {
      id: 'status',
      header: t('appeals.status'),
      width: 'minmax(7rem, 1fr)',
      cell: (row) => (row.claimedStatus ? t(`class.${row.claimedStatus}`) : '–'),
    },
    {
      id: 'outcome',
      header: t('decide.outcome'),
      width: 'minmax(7rem, 1fr)',
      cell: (row) => (row.outcome ? t(`appealOutcome.${row.outcome}`) : '–'),
    },
    {
      id: 'language',
      header: t('column.language'),
      width: '6rem',
      cell: (row) => languages.of(row.language) ?? row.language,
    },
    {
      id: 'submitted',
      header: t('appeal.submitted'),
      width: '7rem',
      cell: (row) => <TimeAgo at={row.submittedAt} />,
    },
  ];
}
