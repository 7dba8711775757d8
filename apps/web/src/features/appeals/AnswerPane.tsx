import { Link } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { AnswerForm } from './AnswerForm.js';
import { AnswerGiven } from './AnswerGiven.js';
import { AppealSteps } from './AppealSteps.js';
import { Dispute } from './Dispute.js';
import { WhoMayWork } from './WhoMayWork.js';
import type { AppealLease } from './use-appeal-lease.js';
import type { Resolving } from './use-resolve.js';
import styles from './AppealPage.module.css';

interface AnswerPaneProps {
  readonly appeal: AppealFullFragment;
  /** Nobody has answered it. */
  readonly open: boolean;
  readonly lease: AppealLease;
  readonly resolving: Resolving;
  readonly onClaim: (() => void) | undefined;
  readonly onChanged: () => void;
}

function Claiming({ appeal, lease, onClaim }: Pick<AnswerPaneProps, 'appeal' | 'lease' | 'onClaim'>) {
  const t = useT();
  if (lease.status === 'lost') {
    return (
      <Banner
        tone="waiting"
        urgent
        title={lease.to ? t('lease.takenBy', { name: lease.to }) : t('lease.lost')}
        actions={
          onClaim ? (
            <Button small shortcut="appealClaim" onClick={onClaim}>
              {t('lease.again')}
            </Button>
          ) : null
        }
      >
        {t('lease.kept')}
      </Banner>
    );
  }
  const holder = appeal.case?.claimedBy;
  if (lease.status !== 'none') return null;
  return (
    <Banner
      tone="plain"
      icon="lock"
      title={holder ? t('lease.takenBy', { name: holder.name }) : t('appeal.readOnly')}
      actions={
        onClaim ? (
          <Button small look="main" shortcut="appealClaim" onClick={onClaim}>
            {t('appeal.claim')}
          </Button>
        ) : null
      }
    >
      {appeal.mayWork ? null : t('appeal.mayNot')}
    </Banner>
  );
}

/** The answer: chosen, worded and sent in one act; afterwards what came of it. */
export function AnswerPane({ appeal, open, lease, resolving, onClaim, onChanged }: AnswerPaneProps) {
  const t = useT();
  const mayManage = useMay('appeal.manage');
  return (
    <div className={styles.pane}>
      {open ? (
        <>
          <Claiming appeal={appeal} lease={lease} onClaim={onClaim} />
          {lease.late ? <Banner tone="waiting" icon="clock" title={t('lease.late')} /> : null}
          <AnswerForm appeal={appeal} lease={lease} resolving={resolving} onChanged={onChanged} />
        </>
      ) : (
        <AnswerGiven appeal={appeal} />
      )}
      {appeal.group ? (
        <p>
          {mayManage ? (
            <Link to={`/second-looks/${appeal.group.id}`}>{t('appeal.group', { number: appeal.group.number })}</Link>
          ) : (
            t('appeal.group', { number: appeal.group.number })
          )}
        </p>
      ) : null}
      <WhoMayWork appeal={appeal} onChanged={onChanged} />
      <AppealSteps steps={appeal.steps} />
      {open ? null : <Dispute appeal={appeal} onChanged={onChanged} />}
    </div>
  );
}
