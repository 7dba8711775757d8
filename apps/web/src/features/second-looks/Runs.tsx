import { useMutation } from '@apollo/client/react';
import { Link } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { UndoSecondLooksDocument, type RunPartsFragment } from '../../gql/second-looks.js';
import { Button } from '../../ui/Button.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { failureWord, runState } from './second-look-words.js';
import styles from './second-looks.module.css';

function Run({ run }: { readonly run: RunPartsFragment }) {
  const t = useT();
  const language = useLanguage();
  const [undo, { loading }] = useMutation(UndoSecondLooksDocument);
  const takeBack = () => {
    undo({ variables: { key: newKey(), runId: run.id, language } }).catch((problem: unknown) =>
      notify(errorWords(problem, t), 'danger'),
    );
  };
  const progress = t('secondLooks.answeredOf', { done: run.done, total: run.total });
  return (
    <li className={styles.item}>
      <header className={styles.head}>
        <StatusBadge tone={run.state === 'done' ? 'plain' : 'waiting'}>{t(runState(run.state))}</StatusBadge>
        <span>{t(run.outcome === 'upheld' ? 'secondLooks.outcome.upheld' : 'secondLooks.outcome.reversed')}</span>
        <span className={styles.quiet}>
          <UserText inline text={run.decidedBy.name} />
          {run.approvedBy ? (
            <>
              {' + '}
              <UserText inline text={run.approvedBy.name} />
            </>
          ) : null}{' '}
          · <TimeAgo at={run.madeAt} />
        </span>
        {run.undoable ? (
          <Button small busy={loading} onClick={takeBack}>
            {t('secondLooks.undo')}
          </Button>
        ) : null}
      </header>
      <progress
        className={styles.bar}
        max={Math.max(1, run.total)}
        value={run.done + run.failed}
        aria-label={progress}
      />
      <span className={styles.quiet}>{progress}</span>
      {run.state === 'proposed' ? (
        <p>
          {t('secondLooks.needsSecond', { count: run.restrictionCount })}{' '}
          <Link to="/settings/changes">{t('secondLooks.toChanges')}</Link>
        </p>
      ) : null}
      {run.failures.length > 0 ? (
        <ul className={styles.list}>
          {run.failures.map((each) => (
            <li key={each.reason}>
              {formatNumber(each.count)} · {t(failureWord(each.reason))}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The answers to a group, newest first, with how far each has come and what it left. */
export function Runs({ runs }: { readonly runs: readonly RunPartsFragment[] }) {
  return (
    <ol className={styles.list} reversed>
      {runs.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </ol>
  );
}
