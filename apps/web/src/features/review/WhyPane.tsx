import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDay, formatNumber, formatShare } from '../../app/format.js';
import { hasMessage, useT, type Translate } from '../../app/i18n.js';
import type { ReviewCaseFragment } from '../../gql/review.js';
import { Due } from '../../ui/Due.js';
import { Handle } from '../../ui/Handle.js';
import { NoteList } from '../../ui/NoteList.js';
import { People } from '../../ui/People.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { UserText } from '../../ui/UserText.js';
import { WhyNext } from './WhyNext.js';
import styles from './WhyPane.module.css';

function careWords(code: string, t: Translate): string {
  const key = `care.${code}`;
  return hasMessage(key) ? t(key) : t('care.other');
}

type FlagGroup = ReviewCaseFragment['flagGroups'][number];

function FlagLine({ group }: { readonly group: FlagGroup }) {
  const t = useT();
  return (
    <li className={styles.flag}>
      <div className={styles.flagHead}>
        <span className={styles.source}>
          <UserText inline text={group.source.name} />
        </span>
        <bdi dir="ltr" className={styles.count}>
          ×{formatNumber(group.count)}
        </bdi>
        <span className={styles.reliability} title={t('reliability.title')}>
          {typeof group.reliability === 'number' && group.decidedCount > 0
            ? t('reliability.share', { share: formatShare(group.reliability), count: group.decidedCount })
            : t('reliability.none')}
        </span>
      </div>
      <p className={styles.flagMore}>
        {t(`sourceKind.${group.source.kind}`)}
        {typeof group.confidence === 'number'
          ? ` · ${t('flag.confidence', { share: formatShare(group.confidence) })}`
          : ''}
        {group.setAsideCount > 0 ? ` · ${t('flag.setAside', { count: group.setAsideCount })}` : ''}
      </p>
      {group.reasons.map((reason) => (
        <UserText key={reason} text={reason} className={styles.reason} />
      ))}
    </li>
  );
}

function SubjectCard({ subject }: { readonly subject: ReviewCaseFragment['subject'] }) {
  const t = useT();
  const former = subject.keys.filter((key) => key.validTo !== null && key.kind === 'handle');
  const standing = subject.restrictions.filter((restriction) => restriction.liftedAt === null);
  return (
    <div className={styles.card}>
      <Link to={`/subjects/${subject.id}`} className={styles.subject}>
        <SubjectName subject={subject} wrap />
      </Link>
      <p className={styles.facts}>
        {t(`subjectKind.${subject.kind}`)} · <UserText inline text={subject.platform.name} />
        {typeof subject.audience === 'number' ? ` · ${t('subject.audience', { count: subject.audience })}` : ''}
        {subject.createdOnPlatformAt
          ? ` · ${t('subject.since', { date: formatDay(new Date(subject.createdOnPlatformAt)) })}`
          : ''}
      </p>
      <span className={styles.badges}>
        {subject.verifiedBadge ? <StatusBadge tone="plain">{t('subject.verified')}</StatusBadge> : null}
        {subject.provisional ? <StatusBadge tone="waiting">{t('subject.provisional')}</StatusBadge> : null}
        {standing.map((restriction) => (
          <StatusBadge key={restriction.id} tone="plain" icon="lock">
            {t(`measure.${restriction.measure}`)}
          </StatusBadge>
        ))}
      </span>
      {subject.description ? (
        <UserText text={subject.description} lang={subject.language} className={styles.description} />
      ) : null}
      {former.length > 0 ? (
        <p className={styles.former}>
          {t('subject.formerHandles', { count: former.length })}{' '}
          {former.slice(0, 4).map((key) => (
            <Handle key={`${key.value} ${key.validFrom}`} value={key.value} plain />
          ))}
        </p>
      ) : null}
    </div>
  );
}

interface WhyPaneProps {
  readonly review: ReviewCaseFragment;
  /** What weighs on the subject, once it is asked for. */
  readonly strikes: ReactNode;
}

/** Why this case, why now: deadline and head start in words, who flagged it and how often they were right, who it is about. */
export function WhyPane({ review, strikes }: WhyPaneProps) {
  const t = useT();
  const others = review.presence.map((each) => each.person);
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <Link to={`/cases/${review.number}`} className={styles.number}>
          {t('case.title', { number: review.number })}
        </Link>
        {review.category === 'general' ? null : (
          <StatusBadge tone="waiting">{t(`category.${review.category}`)}</StatusBadge>
        )}
        {review.kind === 'flagged' ? null : <StatusBadge tone="accent">{t(`caseKind.${review.kind}`)}</StatusBadge>}
        {review.round > 1 ? <StatusBadge tone="plain">{t('case.round', { round: review.round })}</StatusBadge> : null}
        <People people={others} />
      </header>
      <Section title={t('why.due')} aside={<Due at={review.dueAt} />}>
        <WhyNext dueAt={review.dueAt} headStartMinutes={review.headStartMinutes} reasons={review.reasons} />
      </Section>
      <Section title={t('why.flags', { count: review.flagCount, sources: review.sourceCount })}>
        <ul className={styles.flags}>
          {review.flagGroups.map((group) => (
            <FlagLine key={group.source.id} group={group} />
          ))}
        </ul>
      </Section>
      <Section title={t('why.subject')}>
        <SubjectCard subject={review.subject} />
      </Section>
      {strikes}
      {review.careSignals.length > 0 ? (
        <Section title={t('care.title')}>
          <ul className={styles.flags}>
            {review.careSignals.map((signal) => (
              <li key={`${signal.code} ${signal.subjectId}`} className={styles.care}>
                <StatusBadge tone="waiting" icon="person">
                  {careWords(signal.code, t)}
                </StatusBadge>
                <UserText text={signal.words} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('notes.title', { count: review.notes.length + review.subject.notes.length })}>
        <NoteList notes={[...review.subject.notes, ...review.notes]} />
      </Section>
    </div>
  );
}
