import { hasMessage, useT } from '../../app/i18n.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './AppealPage.module.css';

function wordsFor(prefix: string, code: string, t: ReturnType<typeof useT>): string {
  const key = `${prefix}.${code}`;
  return hasMessage(key) ? t(key) : code;
}

/** How the appeal ended, what it reached, and the proof that nothing it lifted still stands. */
export function AnswerGiven({ appeal }: { readonly appeal: AppealFullFragment }) {
  const t = useT();
  const { outcome } = appeal;
  const lifted = outcome === 'reversed' || outcome === 'partially_reversed';
  return (
    <>
      <header className={styles.stack}>
        <h2 className={styles.number}>{outcome ? t(`appealOutcome.${outcome}`) : t(`appealState.${appeal.state}`)}</h2>
        <span className={styles.badges}>
          <StatusBadge tone={appeal.state === 'executing' ? 'waiting' : 'plain'}>
            {t(`appealState.${appeal.state}`)}
          </StatusBadge>
          {appeal.breached ? (
            <StatusBadge tone="danger" icon="warning">
              {t('appeal.breached')}
            </StatusBadge>
          ) : null}
          {appeal.newRestriction ? <StatusBadge tone="waiting">{t('answer.newRestriction')}</StatusBadge> : null}
        </span>
        <dl className={styles.facts}>
          <dt>{t('answer.decided')}</dt>
          <dd>{appeal.decidedAt ? <TimeAgo at={appeal.decidedAt} as="absolute" /> : '–'}</dd>
          <dt>{t('answer.told')}</dt>
          <dd>{appeal.notifiedAt ? <TimeAgo at={appeal.notifiedAt} as="absolute" /> : t('answer.notTold')}</dd>
          <dt>{t('answer.closed')}</dt>
          <dd>{appeal.closedAt ? <TimeAgo at={appeal.closedAt} as="absolute" /> : '–'}</dd>
        </dl>
        {appeal.omittedReason ? <UserText text={appeal.omittedReason} /> : null}
        {appeal.resolution ? <UserText text={appeal.resolution.rationale} /> : null}
      </header>
      <Section title={t('answer.measures')}>
        <ul className={styles.list}>
          {appeal.restrictions.map(({ restriction, result }) => (
            <li key={restriction.id} className={styles.line}>
              <span>{t(`measure.${restriction.measure}`)}</span>
              <SubjectName subject={restriction.subject} />
              <StatusBadge tone="plain">
                {restriction.liftedAt
                  ? t('answer.lifted')
                  : result === 'reversed'
                    ? t('answer.beingLifted')
                    : t('answer.stands')}
              </StatusBadge>
            </li>
          ))}
        </ul>
      </Section>
      {lifted ? (
        <Section title={t('residual.title')}>
          <p className={styles.proof} role="status">
            {t('residual.left', { count: appeal.residual.length })}
          </p>
          {appeal.residual.length > 0 ? (
            <ul className={styles.list}>
              {appeal.residual.map((restriction) => (
                <li key={restriction.id} className={styles.line}>
                  <span>{t(`measure.${restriction.measure}`)}</span>
                  <SubjectName subject={restriction.subject} />
                </li>
              ))}
            </ul>
          ) : null}
          <details>
            <summary>{t('residual.provenBy')}</summary>
            <pre className={styles.query} dir="ltr">
              {appeal.residualQuery}
            </pre>
          </details>
        </Section>
      ) : null}
      {appeal.cascade.length > 0 ? (
        <Section title={t('cascade.title', { count: appeal.cascade.length })}>
          <ul className={styles.list}>
            {appeal.cascade.map((effect) => (
              <li key={`${effect.kind} ${effect.targetId ?? ''} ${effect.label ?? ''}`} className={styles.line}>
                <span>{wordsFor('cascade', effect.kind, t)}</span>
                {effect.label ? (
                  <span>
                    <UserText inline text={wordsFor('measure', effect.label, t)} />
                  </span>
                ) : effect.targetId ? (
                  <Handle plain value={effect.targetId} short={8} />
                ) : null}
                {effect.state ? (
                  <StatusBadge tone="plain">{wordsFor('orderState', effect.state, t)}</StatusBadge>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
