import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { PutAppealBackDocument, type AppealFullFragment } from '../../gql/appeals.js';
import { useLatest } from '../../ui/use-latest.js';
import { AnswerPane } from './AnswerPane.js';
import { AppealBar } from './AppealBar.js';
import { PersonPane } from './PersonPane.js';
import { ThenNowPane } from './ThenNowPane.js';
import { useAppealLease } from './use-appeal-lease.js';
import type { Resolving } from './use-resolve.js';
import styles from './AppealPage.module.css';

interface AppealDeskProps {
  readonly appeal: AppealFullFragment;
  readonly resolving: Resolving;
  /** It was answered here and taken back: it goes on where it was. */
  readonly claimAtOnce: boolean;
  readonly onChanged: () => void;
}

/** Whether nobody has answered it: it can be claimed, asked about and resolved. */
export function isOpen(appeal: Pick<AppealFullFragment, 'outcome' | 'state'>): boolean {
  return (
    appeal.outcome === null &&
    (appeal.state === 'received' || appeal.state === 'acknowledged' || appeal.state === 'in_review')
  );
}

/** The person, then beside now, and the answer. Mounted anew for each appeal. */
export function AppealDesk({ appeal, resolving, claimAtOnce, onChanged }: AppealDeskProps) {
  const t = useT();
  const navigate = useNavigate();
  const mayWork = useMay('appeal.work') && appeal.mayWork;
  const lease = useAppealLease(appeal.case?.id);
  const [putBack] = useMutation(PutAppealBackDocument);
  const open = isOpen(appeal);
  const claimable = open && mayWork && appeal.case !== null && (lease.status === 'none' || lease.status === 'lost');

  const claim = useLatest(() => {
    lease.claim().then(onChanged, (error: unknown) => notify(errorWords(error, t), 'waiting'));
  });
  const tried = useRef(false);
  useEffect(() => {
    if (!claimAtOnce || tried.current || lease.status !== 'none') return;
    tried.current = true;
    claim();
  }, [claimAtOnce, lease.status, claim]);
  const release = () => {
    if (!appeal.case || lease.token === undefined) return;
    putBack({ variables: { key: newKey(), caseId: appeal.case.id, leaseToken: lease.token } }).then(
      () => navigate('/appeals'),
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };
  const holding = lease.status === 'held';
  useShortcut('appealClaim', claim, claimable);
  useShortcut('appealRelease', release, holding);
  useShortcut('appealCase', () => void navigate(`/cases/${appeal.case?.number ?? ''}`), appeal.case !== null);
  useShortcut('appealSubject', () => void navigate(`/subjects/${appeal.subject.id}`));

  return (
    <>
      <AppealBar appeal={appeal} lease={lease} onClaim={claimable ? claim : undefined} onRelease={release} />
      <div className={styles.desk}>
        <section className={styles.person} aria-label={t('pane.person')}>
          <PersonPane appeal={appeal} leaseToken={holding ? lease.token : undefined} onChanged={onChanged} />
        </section>
        <section className={styles.then} aria-label={t('pane.thenNow')}>
          <ThenNowPane appeal={appeal} onStale={onChanged} />
        </section>
        <section className={styles.answer} aria-label={t('pane.answer')}>
          <AnswerPane
            appeal={appeal}
            open={open}
            lease={lease}
            resolving={resolving}
            onClaim={claimable ? claim : undefined}
            onChanged={onChanged}
          />
        </section>
      </div>
    </>
  );
}
