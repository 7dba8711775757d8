import { useNavigate } from 'react-router';
import { Bar } from '../../app/bar.js';
import { useNow } from '../../app/clock.js';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { reviewPath } from '../../app/review-path.js';
import type { ClaimPartsFragment, ReviewSetupQuery } from '../../gql/review.js';
import { Countdown } from '../../ui/Countdown.js';
import { Icon } from '../../ui/Icon.js';
import { Choice, Menu } from '../../ui/Menu.js';
import { People } from '../../ui/People.js';
import { UserText } from '../../ui/UserText.js';
import styles from './ReviewBar.module.css';

/** Ten minutes: how long a lease lasts unless renewed (a default of the installation). */
const leaseMs = 600_000;

interface ReviewBarProps {
  readonly queues: ReviewSetupQuery['queues'];
  readonly queueId: string;
  readonly claim: ClaimPartsFragment | undefined;
  readonly lost: boolean;
  readonly nextReady: boolean;
}

/** Which queue, how much waits in it, who else is there, and how long the lease lasts. */
export function ReviewBar({ queues, queueId, claim, lost, nextReady }: ReviewBarProps) {
  const t = useT();
  const navigate = useNavigate();
  const now = useNow(30_000);
  const queue = queues.find((each) => each.id === queueId);
  return (
    <Bar>
      <Menu
        name={t('review.changeQueue')}
        values={{ queue: queueId }}
        onValues={(values) => {
          const chosen = values['queue'];
          const next = queues.find((each) => each.id === chosen);
          if (next && next.id !== queueId) void navigate(reviewPath(next));
        }}
        label={
          <span className={styles.queue}>
            <UserText inline text={queue?.name ?? '…'} />
            <Icon name="down" />
          </span>
        }
      >
        {queues
          .filter((each) => each.mayWork && each.active)
          .map((each) => (
            <Choice key={each.id} group="queue" value={each.id}>
              <span className={styles.choice}>
                <UserText inline text={each.name} />
                <span className={styles.count}>{formatNumber(each.counts.open)}</span>
              </span>
            </Choice>
          ))}
      </Menu>
      {queue ? (
        <span className={styles.state}>
          {t('queue.openCount', { count: queue.counts.open })}
          {queue.counts.oldestOpenedAt
            ? ` · ${t('queue.oldestIs', { time: formatDuration(now - Date.parse(queue.counts.oldestOpenedAt)) })}`
            : ''}
        </span>
      ) : null}
      {queue ? <People people={queue.people} /> : null}
      {claim ? (
        <span className={lost ? styles.lost : styles.lease}>
          {lost ? (
            t('lease.gone')
          ) : (
            <>
              {t('lease.label')}{' '}
              <Countdown as="clock" until={claim.leaseExpiresAt} totalMs={leaseMs} label={t('lease.label')} />
            </>
          )}
          <span
            className={nextReady ? styles.ready : styles.notReady}
            role="img"
            aria-label={nextReady ? t('review.nextReady') : t('review.nextNotReady')}
            title={nextReady ? t('review.nextReady') : t('review.nextNotReady')}
          />
        </span>
      ) : null}
    </Bar>
  );
}
