import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { reviewPath } from '../../app/review-path.js';
import { useTitle } from '../../app/use-title.js';
import { MyClaimsDocument, ReviewSetupDocument } from '../../gql/review.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { UserText } from '../../ui/UserText.js';
import styles from './StartPage.module.css';

/** Where to begin: what one already holds, then the queues one may work, fullest need first. */
export function StartPage() {
  const t = useT();
  useTitle(t('place.review'));
  const language = useLanguage();
  const held = useQuery(MyClaimsDocument, { variables: { language }, fetchPolicy: 'network-only' });
  const setup = useQuery(ReviewSetupDocument, { variables: { language } });
  const queues = (setup.data?.queues ?? []).filter((queue) => queue.mayWork && queue.active);
  return (
    <div className={styles.page}>
      <h1>{t('place.review')}</h1>
      {setup.error && !setup.data ? <Failure error={setup.error} onRetry={() => void setup.refetch()} /> : null}
      {setup.loading && !setup.data ? <Skeleton lines={4} tall /> : null}
      {(held.data?.myClaims ?? []).map((claim) => (
        <Link key={claim.case.id} to={reviewPath(claim.case.queue)} className={styles.held}>
          <span>{t('review.goOn', { number: claim.case.number })}</span>
          <SubjectName subject={claim.case.subject} />
        </Link>
      ))}
      {setup.data && queues.length === 0 ? (
        <EmptyState title={t('queues.none')}>{t('queues.noneWords')}</EmptyState>
      ) : null}
      <ul className={styles.list}>
        {queues.map((queue) => (
          <li key={queue.id}>
            <Link to={reviewPath(queue)} className={styles.queue}>
              <UserText inline text={queue.name} />
              <span className={styles.count}>{t('queue.openCount', { count: queue.counts.open })}</span>
            </Link>
          </li>
        ))}
      </ul>
      {setup.data ? (
        <p>
          <Link to="/approvals">{t('approvals.title')}</Link>{' '}
          {formatNumber(queues.reduce((sum, queue) => sum + queue.counts.awaitingApproval, 0))}
        </p>
      ) : null}
    </div>
  );
}
