import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { formatDuration, formatNumber, formatShare } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { AppealsByBasisDocument } from '../../gql/appeals.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import styles from './AppealsPage.module.css';

/** Below this many answers on the merits a share says little; the same number starts the mass-error alarm (settings). */
const SMALL = 20;

/** How appeals end by what they are about: counts, medians, and the overturn rate with how sure it is. */
export function AppealBases() {
  const t = useT();
  const { data, error, refetch } = useQuery(AppealsByBasisDocument, { fetchPolicy: 'cache-and-network' });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className={styles.waiting}>
        <Skeleton lines={8} />
      </div>
    );
  }
  const rows = data.appealsByBasis;
  if (rows.length === 0) return <EmptyState title={t('appeals.nothing')} />;
  return (
    <div className={styles.bases} role="region" aria-label={t('appeals.byBasis')} tabIndex={0}>
      <table className={styles.table}>
        <caption>{t('appeals.basesWords')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('appeal.basis')}</th>
            <th scope="col">{t('appeals.submitted')}</th>
            <th scope="col">{t('appealOutcome.upheld')}</th>
            <th scope="col">{t('appealOutcome.partially_reversed')}</th>
            <th scope="col">{t('appealOutcome.reversed')}</th>
            <th scope="col">{t('appealOutcome.omitted')}</th>
            <th scope="col">{t('appeals.median')}</th>
            <th scope="col">{t('appeals.overturned')}</th>
            <th scope="col">{t('appeals.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const decided = row.upheld + row.partiallyReversed + row.reversed;
            return (
              <tr key={row.basis}>
                <th scope="row">
                  <Link to={`/appeals?view=all&basis=${row.basis}`}>{t(`appealBasis.${row.basis}`)}</Link>
                </th>
                <td>{formatNumber(row.submitted)}</td>
                <td>{formatNumber(row.upheld)}</td>
                <td>{formatNumber(row.partiallyReversed)}</td>
                <td>{formatNumber(row.reversed)}</td>
                <td>{formatNumber(row.omitted)}</td>
                <td>{typeof row.medianHours === 'number' ? formatDuration(row.medianHours * 3_600_000) : '–'}</td>
                <td>
                  {typeof row.overturnRate === 'number'
                    ? t('appeals.shareOf', { share: formatShare(row.overturnRate), count: decided })
                    : '–'}
                </td>
                <td>
                  {typeof row.lower === 'number' && typeof row.upper === 'number' ? (
                    <bdi dir="ltr">
                      {formatShare(row.lower)} – {formatShare(row.upper)}
                    </bdi>
                  ) : (
                    '–'
                  )}{' '}
                  {decided > 0 && decided < SMALL ? (
                    <StatusBadge tone="waiting">{t('appeals.small', { count: decided })}</StatusBadge>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.quiet}>{t('appeals.intervalWords')}</p>
    </div>
  );
}
