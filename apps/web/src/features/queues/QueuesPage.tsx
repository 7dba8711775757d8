import { useQuery } from '@apollo/client/react';
import { Link, useNavigate } from 'react-router';
import { useNow } from '../../app/clock.js';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { reviewPath } from '../../app/review-path.js';
import { useMay } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import { QueuesDocument, type QueuePartsFragment } from '../../gql/queues.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Icon } from '../../ui/Icon.js';
import { Keys } from '../../ui/Keys.js';
import { People } from '../../ui/People.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { useState } from 'react';
import styles from './QueuesPage.module.css';

function Figure({ value, label, to }: { readonly value: number; readonly label: string; readonly to: string }) {
  return (
    <Link to={to} className={value > 0 ? styles.figure : styles.nothing}>
      <span className={styles.value}>{formatNumber(value)}</span>
      <span className={styles.label}>{label}</span>
    </Link>
  );
}

interface QueueLineProps {
  readonly queue: QueuePartsFragment;
  readonly current: boolean;
  readonly onCurrent: () => void;
}

function QueueLine({ queue, current, onCurrent }: QueueLineProps) {
  const t = useT();
  const now = useNow(30_000);
  const mayClaim = useMay('case.claim') && queue.mayWork;
  const { counts } = queue;
  const list = `/queues/${queue.id}`;
  return (
    <li className={current ? styles.currentQueue : styles.queue} onMouseEnter={onCurrent} onFocus={onCurrent}>
      <div className={styles.who}>
        <Link to={list} className={styles.name}>
          <UserText inline text={queue.name} />
        </Link>
        <span className={styles.tags}>
          {queue.kind === 'general' ? null : <StatusBadge tone="plain">{t(`queueKind.${queue.kind}`)}</StatusBadge>}
          {queue.twoPerson ? (
            <StatusBadge tone="plain" icon="people">
              {t('queue.twoPerson')}
            </StatusBadge>
          ) : null}
          <People people={queue.people} />
        </span>
      </div>
      <div className={styles.figures}>
        <Figure value={counts.open} label={t('queue.open')} to={list} />
        <Figure value={counts.claimed} label={t('queue.claimed')} to={`${list}?view=claimed`} />
        <Figure value={counts.onHold} label={t('queue.onHold')} to={`${list}?view=on_hold`} />
        <Figure value={counts.awaitingApproval} label={t('queue.awaiting')} to={`${list}?view=awaiting_approval`} />
        <span className={styles.oldest}>
          <span className={styles.value}>
            {counts.oldestOpenedAt ? formatDuration(now - Date.parse(counts.oldestOpenedAt)) : '–'}
          </span>
          <span className={styles.label}>{t('queue.oldest')}</span>
        </span>
        <span className={styles.breach}>
          {counts.breached > 0 ? (
            <Link to={`${list}?breached=1`}>
              <StatusBadge tone="danger" icon="warning">
                {t('queue.breached', { count: counts.breached })}
              </StatusBadge>
            </Link>
          ) : null}
        </span>
      </div>
      <div className={styles.act}>
        {mayClaim ? (
          <Link to={reviewPath(queue)} className={styles.review}>
            {t('queue.review')}
            {current ? <Keys of="claimNext" /> : <Icon name="next" />}
          </Link>
        ) : (
          <span className={styles.locked}>
            <Icon name="lock" /> {t('queue.readOnly')}
          </span>
        )}
      </div>
    </li>
  );
}

/** Every queue a person may see, with what waits in it and who is there. */
export function QueuesPage() {
  const t = useT();
  useTitle(t('place.queues'));
  const language = useLanguage();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(QueuesDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
    pollInterval: 5000,
  });
  const queues = (data?.queues ?? []).filter((queue) => queue.active).sort((a, b) => a.position - b.position);
  const [currentId, setCurrentId] = useState<string>();
  const found = queues.findIndex((queue) => queue.id === currentId);
  const current = queues[Math.max(0, found)];
  const step = (by: number) =>
    setCurrentId(queues[Math.min(queues.length - 1, Math.max(0, found < 0 ? 0 : found + by))]?.id);
  const mayClaim = useMay('case.claim') && (current?.mayWork ?? false);
  useShortcut('listNext', () => step(1), queues.length > 0);
  useShortcut('listPrevious', () => step(-1), queues.length > 0);
  useShortcut('listOpen', () => void navigate(`/queues/${current?.id ?? ''}`), current !== undefined);
  useShortcut('claimNext', () => current && void navigate(reviewPath(current)), mayClaim);

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('place.queues')}</h1>
        <Link to="/approvals">{t('approvals.title')}</Link>
      </header>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton lines={5} tall /> : null}
      {data && queues.length === 0 ? <EmptyState title={t('queues.none')}>{t('queues.noneWords')}</EmptyState> : null}
      {queues.length > 0 ? (
        <ul className={styles.list}>
          {queues.map((queue) => (
            <QueueLine
              key={queue.id}
              queue={queue}
              current={queue.id === current?.id}
              onCurrent={() => setCurrentId(queue.id)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
