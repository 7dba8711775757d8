import { useMutation } from '@apollo/client/react';
import { Link } from 'react-router';
import { useNow } from '../../app/clock.js';
import { errorWords } from '../../app/errors.js';
import { hasMessage, useT, type Translate } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import {
  RetryOrderDocument,
  UndoFromCaseDocument,
  type CaseDecisionFragment,
  type OrderPartsFragment,
} from '../../gql/case.js';
import { Button } from '../../ui/Button.js';
import { Countdown } from '../../ui/Countdown.js';
import { Handle } from '../../ui/Handle.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './DecisionCard.module.css';

const orderTones: Readonly<Record<OrderPartsFragment['state'], Tone>> = {
  waiting: 'plain',
  sending: 'plain',
  unknown: 'waiting',
  deferred: 'waiting',
  applied: 'accent',
  gone: 'plain',
  failed: 'danger',
  stuck: 'danger',
  cancelled: 'plain',
};

function roleWords(role: string, t: Translate): string {
  const key = `participant.${role}`;
  return hasMessage(key) ? t(key) : role;
}

function OrderLine({ order }: { readonly order: OrderPartsFragment }) {
  const t = useT();
  const mayRetry = useMay('order.retry');
  const [retry, { loading }] = useMutation(RetryOrderDocument);
  const again = () => {
    retry({ variables: { key: newKey(), id: order.id } }).catch((error: unknown) =>
      notify(errorWords(error, t), 'danger'),
    );
  };
  return (
    <li className={styles.order}>
      <StatusBadge tone={orderTones[order.state]} icon={order.state === 'applied' ? 'check' : undefined}>
        {t(`orderState.${order.state}`)}
      </StatusBadge>
      <span className={styles.orderWords}>
        {order.direction === 'undo' ? `${t('order.undo')} ` : ''}
        {t(`measure.${order.measure}`)}
        {order.scope === 'global' ? '' : ` (${order.scope})`} · <SubjectName subject={order.subject} />
      </span>
      <span className={styles.quiet}>
        {order.outcomeCode ? `${order.outcomeCode} · ` : ''}
        {order.attempts > 1 ? `${t('order.attempts', { count: order.attempts })} · ` : ''}
        <TimeAgo at={order.finishedAt ?? order.createdAt} />
      </span>
      {order.platformRef ? <Handle value={order.platformRef} short={14} /> : null}
      {order.state === 'stuck' && mayRetry ? (
        <Button small busy={loading} onClick={again}>
          {t('failure.retry')}
        </Button>
      ) : null}
    </li>
  );
}

interface DecisionCardProps {
  readonly decision: CaseDecisionFragment;
  readonly onChanged: () => void;
}

/** One decision as it stands for ever, with what became of each of its orders. */
export function DecisionCard({ decision, onChanged }: DecisionCardProps) {
  const t = useT();
  const now = useNow(1000);
  const [undo, { loading }] = useMutation(UndoFromCaseDocument);
  const undoable = decision.undoable && decision.undoneAt === null && Date.parse(decision.graceUntil) > now;
  const takeBack = () => {
    undo({ variables: { key: newKey(), decisionId: decision.id } }).then(onChanged, (error: unknown) =>
      notify(errorWords(error, t), 'danger'),
    );
  };
  return (
    <article className={decision.undoneAt ? styles.undone : styles.card}>
      <header className={styles.head}>
        <h3>{t(`outcome.${decision.outcome}`)}</h3>
        <span className={styles.quiet}>
          {t('decision.number', { number: decision.number })} · {t('case.round', { round: decision.round })} ·{' '}
          <TimeAgo at={decision.decidedAt} as="absolute" />
        </span>
        {decision.undoneAt ? <StatusBadge tone="waiting">{t('decision.undone')}</StatusBadge> : null}
        {decision.correctedBy.map((later) => (
          <Link key={later.id} to={`/cases/${later.caseId}`}>
            {t('decision.correctedTo', { outcome: t(`outcome.${later.outcome}`) })}
          </Link>
        ))}
      </header>
      <p className={styles.people}>
        {decision.participants.map(({ person, role }) => (
          <span key={person.id}>
            {roleWords(role, t)} <UserText inline text={person.name} />
          </span>
        ))}
        {decision.policyVersion ? (
          <span>{t('policy.line', { title: decision.policyVersion.title, version: decision.policyVersion.n })}</span>
        ) : null}
      </p>
      <UserText text={decision.rationale} className={styles.rationale} />
      {decision.subjects.length > 1 ? (
        <p className={styles.subjects}>
          {decision.subjects.map((subject) => (
            <Link key={subject.id} to={`/subjects/${subject.id}`}>
              <SubjectName subject={subject} />
            </Link>
          ))}
        </p>
      ) : null}
      {decision.findings.length > 0 ? (
        <ul className={styles.findings}>
          {decision.findings.map((finding) => (
            <li key={finding.id}>
              <StatusBadge tone="waiting" icon="person">
                {t(`class.${finding.class}`)}
              </StatusBadge>{' '}
              <SubjectName subject={finding.subject} /> · {t(`basis.${finding.basis}`)}
              {finding.note ? <UserText text={finding.note} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {decision.orders.length > 0 ? (
        <ul className={styles.orders}>
          {decision.orders.map((order) => (
            <OrderLine key={order.id} order={order} />
          ))}
        </ul>
      ) : null}
      {undoable ? (
        <footer className={styles.foot}>
          <Countdown
            as="line"
            until={decision.graceUntil}
            totalMs={Math.max(1, Date.parse(decision.graceUntil) - Date.parse(decision.decidedAt))}
            label={t('undo.left')}
            onEnd={onChanged}
          />
          <Button small busy={loading} onClick={takeBack}>
            {t('undo.go')}
          </Button>
        </footer>
      ) : null}
    </article>
  );
}
