import { hasMessage, useT, type Translate } from '../../app/i18n.js';
import type { ProposalPartsFragment } from '../../gql/review.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './ProposalWords.module.css';

function reasonWords(reason: string, t: Translate): string {
  const [code = reason, measure] = reason.split(':');
  const key = `second.${code}`;
  const words = hasMessage(key) ? t(key) : code;
  const measureKey = `measure.${measure ?? ''}`;
  return hasMessage(measureKey) ? `${words}: ${t(measureKey)}` : words;
}

/** A proposed decision word for word, and why it needs a second person. */
export function ProposalWords({ proposal }: { readonly proposal: ProposalPartsFragment }) {
  const t = useT();
  return (
    <div className={styles.words}>
      <header className={styles.head}>
        <strong className={styles.outcome}>{t(`outcome.${proposal.outcome}`)}</strong>
        <span className={styles.by}>
          {t('proposal.by')} <UserText inline text={proposal.proposedBy.name} /> · <TimeAgo at={proposal.proposedAt} />
        </span>
        {proposal.reasons.map((reason) => (
          <StatusBadge key={reason} tone="waiting" icon="people">
            {reasonWords(reason, t)}
          </StatusBadge>
        ))}
      </header>
      {proposal.policyVersion ? (
        <Section title={t('decide.policy')}>
          <p>{t('policy.line', { title: proposal.policyVersion.title, version: proposal.policyVersion.n })}</p>
        </Section>
      ) : null}
      {proposal.measures.length > 0 ? (
        <Section title={t('decide.measures')}>
          <ul className={styles.measures}>
            {proposal.measures.map((choice) => (
              <li key={`${choice.measure} ${choice.scope}`}>
                <span>
                  {t(`measure.${choice.measure}`)}
                  {choice.scope === 'global' ? '' : ` (${choice.scope})`}
                </span>
                <span className={styles.subjects}>
                  {proposal.subjects
                    .filter((subject) => choice.subjectIds.includes(subject.id))
                    .map((subject) => (
                      <SubjectName key={subject.id} subject={subject} />
                    ))}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('decide.reason')}>
        <UserText text={proposal.rationale} className={styles.rationale} />
      </Section>
      {proposal.findings.length > 0 ? (
        <Section title={t('finding.title')}>
          <ul className={styles.measures}>
            {proposal.findings.map((finding) => (
              <li key={finding.subject.id}>
                <SubjectName subject={finding.subject} />
                <span className={styles.subjects}>
                  {t(`class.${finding.class}`)} · {t(`basis.${finding.basis}`)}
                </span>
                {finding.note ? <UserText text={finding.note} /> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <p className={styles.hash}>
        {t('proposal.hash')} <Handle value={proposal.contentHash} short={16} />
      </p>
    </div>
  );
}
