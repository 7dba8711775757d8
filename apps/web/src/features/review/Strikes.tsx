import { useQuery } from '@apollo/client/react';
import { formatDay } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { SubjectStrikesDocument } from '../../gql/review.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import styles from './Strikes.module.css';

/** What weighs on a subject, until when, and what that proposes; a person decides. Nothing where there is nothing. */
export function Strikes({ subjectId }: { readonly subjectId: string }) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(SubjectStrikesDocument, { variables: { id: subjectId, language } });
  const subject = data?.subject;
  if (!subject || subject.strikes.length === 0) return null;
  const { strikeProposal: proposal } = subject;
  return (
    <Section title={t('strike.title', { weight: subject.strikeWeight })}>
      {proposal?.proposes ? (
        <p>
          <StatusBadge tone="waiting" icon="up">
            {t('strike.reached', {
              weight: proposal.weight,
              limit: proposal.reachedAt ?? 0,
              measure: t(`measure.${proposal.proposes}`),
            })}
          </StatusBadge>
        </p>
      ) : null}
      {proposal?.nextProposes ? (
        <p className={styles.next}>
          {t('strike.next', {
            weight: proposal.weight,
            limit: proposal.nextAt ?? 0,
            measure: t(`measure.${proposal.nextProposes}`),
          })}
        </p>
      ) : null}
      <ul className={styles.list}>
        {subject.strikes.map((strike) => (
          <li key={strike.id} className={strike.revokedBy ? styles.revoked : undefined}>
            <bdi dir="ltr">+{strike.weight}</bdi>
            <span>{t('policy.line', { title: strike.policyVersion.title, version: strike.policyVersion.n })}</span>
            <span className={styles.when}>
              {strike.revokedBy
                ? t('strike.revoked', { number: strike.revokedBy.number })
                : t('strike.until', { date: formatDay(new Date(strike.expiresAt)) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
