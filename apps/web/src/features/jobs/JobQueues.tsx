import { useQuery } from '@apollo/client/react';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { JobQueuesDocument } from '../../gql/jobs.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './JobsPage.module.css';

const COLUMNS = ['waiting', 'active', 'delayed', 'failed', 'completed', 'due'] as const;

/** Every kind of job: what waits, works, is delayed or failed, and how many rows should be moving. */
export function JobQueues() {
  const t = useT();
  const { data, error, refetch } = useQuery(JobQueuesDocument, {
    fetchPolicy: 'cache-and-network',
    pollInterval: 5_000,
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('jobs.kind')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={styles.number}>
                {t(`jobs.${column}`)}
              </th>
            ))}
            <th scope="col">{t('jobs.oldest')}</th>
            <th scope="col">{t('jobs.backend')}</th>
          </tr>
        </thead>
        <tbody>
          {data.jobQueues.map((queue) => (
            <tr key={queue.name}>
              <th scope="row" dir="ltr">
                {queue.name}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className={queue[column] > 0 ? styles.number : styles.zero}>
                  {formatNumber(queue[column])}
                </td>
              ))}
              <td>{queue.oldestDueAt ? <TimeAgo at={queue.oldestDueAt} /> : '–'}</td>
              <td dir="ltr">{queue.backend}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
