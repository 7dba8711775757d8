import { Bar } from '../../app/bar.js';
import { useT } from '../../app/i18n.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { Countdown } from '../../ui/Countdown.js';
import { Due } from '../../ui/Due.js';
import type { AppealLease } from './use-appeal-lease.js';
import styles from './AppealPage.module.css';

/** Ten minutes: how long a lease lasts unless renewed (a default of the installation). */
const leaseMs = 600_000;

interface AppealBarProps {
  readonly appeal: AppealFullFragment;
  readonly lease: AppealLease;
  readonly onClaim: (() => void) | undefined;
  readonly onRelease: () => void;
}

/** Which appeal, how long is left for it, and whose it is. */
export function AppealBar({ appeal, lease, onClaim, onRelease }: AppealBarProps) {
  const t = useT();
  return (
    <Bar>
      <span className={styles.bar}>
        <strong>{t('appeal.title', { number: appeal.number })}</strong>
        <Due at={appeal.dueAt} over={appeal.decidedAt !== null} />
        {lease.status === 'held' && lease.expiresAt ? (
          <>
            <span>
              {t('lease.label')}{' '}
              <Countdown as="clock" until={lease.expiresAt} totalMs={leaseMs} label={t('lease.label')} />
            </span>
            <Button small look="quiet" shortcut="appealRelease" onClick={onRelease}>
              {t('step.releaseShort')}
            </Button>
          </>
        ) : null}
        {onClaim ? (
          <Button small shortcut="appealClaim" onClick={onClaim}>
            {t('appeal.claim')}
          </Button>
        ) : null}
      </span>
    </Bar>
  );
}
