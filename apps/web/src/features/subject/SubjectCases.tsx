import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { useLanguage, useT } from '../../app/i18n.js';
import { SubjectCasesDocument } from '../../gql/subject.js';
import { Due } from '../../ui/Due.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './SubjectCases.module.css';

/** The questions that were asked about a subject, and the answers. */
export function SubjectCases({ id }: { readonly id: string }) {
  const t = useT();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(SubjectCasesDocument, {
    variables: { id, language },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} tall />;
  const { cases, decisions } = data.subject;
  return (
    <div className={styles.stack}>
      <Section title={t('subject.cases')}>
        <ul className={styles.list}>
          {cases.map((each) => (
            <li key={each.id} className={styles.line}>
              <Link to={`/cases/${each.number}`}>{t('case.title', { number: each.number })}</Link>
              <StatusBadge tone="plain">{t(`caseState.${each.state}`)}</StatusBadge>
              <UserText inline text={each.queue.name} />
              <span className={styles.quiet}>{t('queue.flagCount', { count: each.flagCount })}</span>
              <Due at={each.dueAt} over={each.state === 'decided' || each.state === 'closed'} />
            </li>
          ))}
        </ul>
        {cases.length === 0 ? <p className={styles.quiet}>{t('subject.noCases')}</p> : null}
      </Section>
      <Section title={t('subject.decisions')}>
        <ul className={styles.list}>
          {decisions.map((decision) => (
            <li key={decision.id} className={styles.decision}>
              <span className={styles.line}>
                <Link to={`/cases/${decision.caseId}`}>{t(`outcome.${decision.outcome}`)}</Link>
                {decision.restrictions.map((restriction) => (
                  <span key={restriction.id}>{t(`measure.${restriction.measure}`)}</span>
                ))}
                {decision.undoneAt ? <StatusBadge tone="waiting">{t('decision.undone')}</StatusBadge> : null}
                <span className={styles.quiet}>
                  {decision.policyVersion ? `${decision.policyVersion.title} · ` : ''}
                  <TimeAgo at={decision.decidedAt} />
                </span>
              </span>
              <UserText text={decision.rationale} className={styles.rationale} />
            </li>
          ))}
        </ul>
        {decisions.length === 0 ? <p className={styles.quiet}>{t('case.noDecisions')}</p> : null}
      </Section>
    </div>
  );
}
