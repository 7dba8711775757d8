import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { EvidencePartsFragment, ReviewCaseFragment } from '../../gql/review.js';
import { Check } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { Media } from '../../ui/Media.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { Timeline } from '../../ui/Timeline.js';
import { UserText } from '../../ui/UserText.js';
import { quotedTerms } from '../../ui/matched-terms-rules.js';
import styles from './EvidencePane.module.css';

interface EvidencePaneProps {
  readonly review: ReviewCaseFragment;
  /** Absent when this screen decides nothing. */
  readonly cited?: readonly string[];
  readonly onCite?: (id: string) => void;
  readonly onSeen: (seconds: number) => void;
  /** Asks for the case again: addresses of media are good for minutes only. */
  readonly onStale?: () => void;
}

interface ItemProps {
  readonly evidence: EvidencePartsFragment;
  readonly terms: readonly string[];
  readonly current: boolean;
  readonly cited: boolean | undefined;
  readonly onCite: ((id: string) => void) | undefined;
  readonly onSeen: (seconds: number) => void;
  readonly onStale: (() => void) | undefined;
  readonly onCurrent: () => void;
}

function EvidenceItem({ evidence, terms, current, cited, onCite, onSeen, onStale, onCurrent }: ItemProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const box = useRef<HTMLElement>(null);
  const show = useCallback((next: boolean) => setShown(next), []);
  useShortcut('media', () => setShown((before) => !before), current && evidence.media !== null);
  const wasCurrent = useRef(current);
  useEffect(() => {
    // Only where a key moved to: asking at the first paint would lay the page out twice.
    if (current && !wasCurrent.current) box.current?.scrollIntoView({ block: 'nearest' });
    wasCurrent.current = current;
  }, [current]);
  return (
    <article ref={box} className={current ? styles.currentItem : styles.item} onClick={onCurrent}>
      <header className={styles.meta}>
        <span>{t(`evidenceKind.${evidence.kind}`)}</span>
        {evidence.author ? <UserText inline text={evidence.author} /> : null}
        {evidence.sentAt ? <TimeAgo at={evidence.sentAt} as="absolute" /> : <TimeAgo at={evidence.receivedAt} />}
        {evidence.zoneAssumed ? <StatusBadge tone="plain">{t('evidence.zoneAssumed')}</StatusBadge> : null}
        {onCite ? (
          <span className={styles.cite}>
            <Check checked={cited ?? false} onChange={() => onCite(evidence.id)}>
              {t('evidence.cite')}
            </Check>
          </span>
        ) : null}
      </header>
      {evidence.text ? (
        <UserText text={evidence.text} lang={evidence.language} terms={terms} className={styles.text} />
      ) : null}
      {evidence.media ? (
        <Media
          facts={evidence.media}
          src={evidence.media.src ?? undefined}
          shown={shown}
          onShow={show}
          onSeen={onSeen}
          onStale={onStale}
        />
      ) : null}
      {!evidence.text && !evidence.media ? <p className={styles.none}>{t('evidence.onlyHash')}</p> : null}
      <footer className={styles.hash}>
        <Handle value={evidence.contentHash} short={16} />
      </footer>
    </article>
  );
}

/** What was said and done: the evidence to be read, the subject's past, its neighbours, and how cases like it were decided. */
export function EvidencePane({ review, cited, onCite, onSeen, onStale }: EvidencePaneProps) {
  const t = useT();
  const evidence = review.subject.evidence.nodes;
  const terms = useMemo(
    () => [
      ...new Set([
        ...review.flagGroups.flatMap((group) => group.matched),
        ...quotedTerms(review.flagGroups.flatMap((group) => group.reasons)),
      ]),
    ],
    [review.flagGroups],
  );
  const [at, setAt] = useState(0);
  const current = evidence[Math.min(at, evidence.length - 1)];
  useShortcut('nextEvidence', () => setAt(Math.min(evidence.length - 1, at + 1)), evidence.length > 0);
  useShortcut('previousEvidence', () => setAt(Math.max(0, at - 1)), evidence.length > 0);
  useShortcut('cite', () => current && onCite?.(current.id), onCite !== undefined && current !== undefined);
  return (
    <div className={styles.pane}>
      <h1 className={styles.title}>
        <SubjectName subject={review.subject} copyable wrap />
      </h1>
      {evidence.length === 0 ? <p className={styles.none}>{t('evidence.none')}</p> : null}
      <div className={styles.items}>
        {evidence.map((item, index) => (
          <EvidenceItem
            key={item.id}
            evidence={item}
            terms={terms}
            current={item.id === current?.id}
            cited={cited?.includes(item.id)}
            onCite={onCite}
            onSeen={onSeen}
            onStale={onStale}
            onCurrent={() => setAt(index)}
          />
        ))}
      </div>
      {review.subject.evidence.pageInfo.hasNextPage ? (
        <p>
          <Link to={`/subjects/${review.subject.id}?tab=evidence`}>{t('evidence.more')}</Link>
        </p>
      ) : null}
      <Section title={t('timeline.title')}>
        <Timeline entries={review.subject.timeline.nodes} />
      </Section>
      <Section title={t('links.title')}>
        {review.subject.linkCounts.length === 0 ? (
          <p className={styles.none}>{t('links.none')}</p>
        ) : (
          <p className={styles.links}>
            {review.subject.linkCounts.map((count) => (
              <Link
                key={count.kind}
                to={`/subjects/${review.subject.id}?tab=links&kind=${count.kind}`}
                className={styles.linkCount}
              >
                {t(`linkKind.${count.kind}`)} <strong>{formatNumber(count.outgoing + count.incoming)}</strong>
              </Link>
            ))}
          </p>
        )}
      </Section>
      <Section title={t('precedents.title', { count: review.precedents.length })}>
        {review.precedents.length === 0 ? <p className={styles.none}>{t('precedents.none')}</p> : null}
        <ul className={styles.precedents}>
          {review.precedents.map(({ decision, why }) => (
            <li key={decision.id} className={styles.precedent}>
              <span className={styles.precedentHead}>
                <StatusBadge tone="plain">{t(`outcome.${decision.outcome}`)}</StatusBadge>
                {decision.restrictions.map((restriction) => (
                  <span key={restriction.id}>{t(`measure.${restriction.measure}`)}</span>
                ))}
                {decision.undoneAt ? <StatusBadge tone="waiting">{t('decision.undone')}</StatusBadge> : null}
                {decision.correctedBy.map((later) => (
                  <StatusBadge key={later.id} tone="waiting">
                    {t('decision.correctedTo', { outcome: t(`outcome.${later.outcome}`) })}
                  </StatusBadge>
                ))}
                <span className={styles.quiet}>
                  {why === 'same_subject' || why === 'same_policy_and_kind' || why === 'linked_subject'
                    ? t(`precedent.${why}`)
                    : why}{' '}
                  · <TimeAgo at={decision.decidedAt} />
                </span>
              </span>
              <UserText text={decision.rationale} className={styles.rationale} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
