import { Link } from 'react-router';
import { formatDateTime } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import type { CaseFullFragment } from '../../gql/case.js';
import { Due } from '../../ui/Due.js';
import { Handle } from '../../ui/Handle.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './CasePage.module.css';

const roundReasons = ['flagged', 'flagged_again', 'undone', 'reopened', 'appeal', 'mass_error', 'resurfacing'] as const;

function roundReason(reason: string): (typeof roundReasons)[number] {
  return roundReasons.find((each) => each === reason) ?? 'flagged';
}

/** Where the case is, when it is due, who has it, and how often it was opened. */
export function CaseFacts({ full }: { readonly full: CaseFullFragment }) {
  const t = useT();
  const done = full.state === 'decided' || full.state === 'closed';
  return (
    <dl className={styles.facts}>
      <dt>{t('column.queue')}</dt>
      <dd>
        <Link to={`/queues/${full.queue.id}`}>
          <UserText inline text={full.queue.name} />
        </Link>
        {full.escalatedFrom ? (
          <span className={styles.quiet}>
            {' '}
            {t('case.escalatedFrom')} <UserText inline text={full.escalatedFrom.name} />
          </span>
        ) : null}
      </dd>
      <dt>{t('column.due')}</dt>
      <dd>
        <Due at={full.dueAt} over={done} />
      </dd>
      <dt>{t('column.opened')}</dt>
      <dd>
        <TimeAgo at={full.openedAt} as="absolute" />
      </dd>
      <dt>{t('column.policy')}</dt>
      <dd>{full.policy ? <UserText inline text={full.policy.current.title} /> : '–'}</dd>
      <dt>{t('column.flags')}</dt>
      <dd>{t('why.flags', { count: full.flagCount, sources: full.sourceCount })}</dd>
      {full.claimedBy ? (
        <>
          <dt>{t('case.claimedBy')}</dt>
          <dd>
            <UserText inline text={full.claimedBy.name} />
          </dd>
        </>
      ) : null}
      {full.assignedTo ? (
        <>
          <dt>{t('column.assigned')}</dt>
          <dd>
            <UserText inline text={full.assignedTo.name} />
          </dd>
        </>
      ) : null}
      <dt>{t('case.rounds')}</dt>
      <dd>
        <ol className={styles.rounds}>
          {full.rounds.map((round) => (
            <li key={round.n}>
              {t('case.roundLine', {
                round: round.n,
                from: formatDateTime(new Date(round.openedAt)),
                to: round.closedAt ? formatDateTime(new Date(round.closedAt)) : t('case.now'),
              })}{' '}
              <span className={styles.quiet}>{t(`roundReason.${roundReason(round.reason)}`)}</span>
            </li>
          ))}
        </ol>
      </dd>
      <dt>{t('column.id')}</dt>
      <dd>
        <Handle value={full.id} />
      </dd>
    </dl>
  );
}
