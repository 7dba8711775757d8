import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { hasMessage, useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Handle } from '../../ui/Handle.js';
import { Media } from '../../ui/Media.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './AppealPage.module.css';

interface ThenNowPaneProps {
  readonly appeal: AppealFullFragment;
  /** Asks again: addresses of media are good for minutes only. */
  readonly onStale: () => void;
}

type Then = NonNullable<AppealFullFragment['then']>;

function ThenSide({ then }: { readonly then: Then }) {
  const t = useT();
  const { decision, policyVersion } = then;
  return (
    <div className={styles.side}>
      <h2 className={styles.sideTitle}>
        {t('then.title')} <TimeAgo at={decision.decidedAt} as="absolute" />
      </h2>
      <div className={styles.stack}>
        <span className={styles.line}>
          <Link to={`/cases/${decision.caseId}`}>{t('decision.number', { number: decision.number })}</Link>
          <StatusBadge tone="plain">{t(`outcome.${decision.outcome}`)}</StatusBadge>
        </span>
        <span className={styles.badges}>
          {decision.restrictions.map((restriction) => (
            <StatusBadge key={restriction.id} tone="plain" icon="lock">
              {t(`measure.${restriction.measure}`)}
            </StatusBadge>
          ))}
        </span>
        <UserText text={decision.rationale} />
      </div>
      {policyVersion ? (
        <details className={styles.stack}>
          <summary>
            {t('policy.line', { title: policyVersion.title, version: policyVersion.n })}{' '}
            {then.policyChangedSince ? <StatusBadge tone="waiting">{t('then.policyChanged')}</StatusBadge> : null}
          </summary>
          <UserText text={policyVersion.guidance} />
          {policyVersion.legalReference ? (
            <p className={styles.quiet}>
              <UserText inline text={policyVersion.legalReference} />
            </p>
          ) : null}
        </details>
      ) : (
        <p className={styles.quiet}>{t('then.noPolicy')}</p>
      )}
      <dl className={styles.facts}>
        <dt>{t('then.name')}</dt>
        <dd>
          {then.subjectTitle ? <UserText inline text={then.subjectTitle} /> : null}{' '}
          {then.subjectHandle ? <Handle plain value={then.subjectHandle} /> : null}
        </dd>
        <dt>{t('column.audience')}</dt>
        <dd>{typeof then.audience === 'number' ? formatNumber(then.audience) : '–'}</dd>
        {decision.participants.map((participant) => (
          <PersonLine
            key={`${participant.role} ${participant.person.id}`}
            role={participant.role}
            name={participant.person.name}
          />
        ))}
      </dl>
    </div>
  );
}

function PersonLine({ role, name }: { readonly role: string; readonly name: string }) {
  const t = useT();
  const key = `participant.${role}`;
  return (
    <>
      <dt>{hasMessage(key) ? t(key) : role}</dt>
      <dd>
        <UserText inline text={name} />
      </dd>
    </>
  );
}

function NowSide({ appeal }: { readonly appeal: AppealFullFragment }) {
  const t = useT();
  const standing = appeal.subject.restrictions.filter((restriction) => restriction.liftedAt === null);
  return (
    <div className={styles.side}>
      <h2 className={styles.sideTitle}>{t('now.title')}</h2>
      <div className={styles.stack}>
        <SubjectName subject={appeal.subject} wrap />
        <span className={styles.quiet}>
          {typeof appeal.subject.audience === 'number'
            ? t('subject.audience', { count: appeal.subject.audience })
            : t('now.audienceUnknown')}
        </span>
        <span className={styles.badges}>
          {standing.length === 0 ? <span className={styles.quiet}>{t('now.nothingStands')}</span> : null}
          {standing.map((restriction) => (
            <StatusBadge key={restriction.id} tone="plain" icon="lock">
              {t(`measure.${restriction.measure}`)}
            </StatusBadge>
          ))}
        </span>
      </div>
      <div className={styles.stack}>
        <h3 className={styles.sideTitle}>{t('now.changed', { count: appeal.changes.length })}</h3>
        {appeal.changes.length === 0 ? <p className={styles.quiet}>{t('now.unchanged')}</p> : null}
        <ul className={styles.list}>
          {appeal.changes.map((change) => {
            const key = `appealChange.${change.code}`;
            return (
              <li key={`${change.code} ${change.at} ${change.detail ?? ''}`} className={styles.line}>
                <span>{hasMessage(key) ? t(key) : change.code}</span>
                {change.detail ? <UserText inline text={change.detail} /> : null}
                <span className={styles.quiet}>
                  <TimeAgo at={change.at} />
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** The evidence that the decision cited, as it was then. */
function EvidenceThen({ then, onStale }: { readonly then: Then; readonly onStale: () => void }) {
  const t = useT();
  const [at, setAt] = useState(0);
  const [shownId, setShownId] = useState<string>();
  const { evidence } = then;
  const current = evidence[Math.min(at, evidence.length - 1)];
  const hide = useCallback(() => setShownId(undefined), []);
  useShortcut('appealNextEvidence', () => setAt(Math.min(evidence.length - 1, at + 1)), evidence.length > 0);
  useShortcut('appealPreviousEvidence', () => setAt(Math.max(0, at - 1)), evidence.length > 0);
  useShortcut(
    'appealMedia',
    () => setShownId(shownId === current?.id ? undefined : current?.id),
    current?.media !== undefined && current.media !== null,
  );
  return (
    <Section title={t('then.evidence', { count: evidence.length })}>
      {evidence.length === 0 ? <p className={styles.quiet}>{t('then.noEvidence')}</p> : null}
      {evidence.map((item, index) => (
        <article
          key={item.id}
          className={item.id === current?.id ? styles.evidenceHere : styles.evidence}
          onClick={() => setAt(index)}
        >
          <span className={styles.meta}>
            <span>{t(`evidenceKind.${item.kind}`)}</span>
            {item.author ? <UserText inline text={item.author} /> : null}
            {item.sentAt ? <TimeAgo at={item.sentAt} as="absolute" /> : <TimeAgo at={item.receivedAt} />}
          </span>
          {item.text ? <UserText text={item.text} lang={item.language} className={styles.words} /> : null}
          {item.media ? (
            <Media
              facts={item.media}
              src={item.media.src ?? undefined}
              shown={shownId === item.id}
              onShow={(shown) => (shown ? setShownId(item.id) : hide())}
              onStale={onStale}
            />
          ) : null}
          {!item.text && !item.media ? <p className={styles.quiet}>{t('evidence.onlyHash')}</p> : null}
          <Handle value={item.contentHash} short={16} />
        </article>
      ))}
    </Section>
  );
}

/** The decision as it was made beside what is true now; then how appeals like this one ended, and what may share its mistake. */
export function ThenNowPane({ appeal, onStale }: ThenNowPaneProps) {
  const t = useT();
  const { then, flag } = appeal;
  return (
    <div className={styles.pane}>
      {flag ? (
        <Section title={t('then.flag')}>
          <span className={styles.meta}>
            <Handle plain value={flag.externalId} />
            <TimeAgo at={flag.receivedAt} as="absolute" />
          </span>
          <UserText text={flag.reason} />
        </Section>
      ) : null}
      <div className={styles.beside}>
        {then ? (
          <ThenSide then={then} />
        ) : (
          <div className={styles.side}>
            <h2 className={styles.sideTitle}>{t('then.title')}</h2>
            <p className={styles.quiet}>{t('then.nothing')}</p>
          </div>
        )}
        <NowSide appeal={appeal} />
      </div>
      {then ? <EvidenceThen then={then} onStale={onStale} /> : null}
      <Section title={t('appealPrecedents.title', { count: appeal.precedents.length })}>
        {appeal.precedents.length === 0 ? <p className={styles.quiet}>{t('appealPrecedents.none')}</p> : null}
        <ul className={styles.list}>
          {appeal.precedents.map((precedent) => (
            <li key={precedent.id} className={styles.stack}>
              <span className={styles.line}>
                <Link to={`/appeals/${precedent.number}`}>
                  <bdi dir="ltr">{precedent.number}</bdi>
                </Link>
                {precedent.outcome ? (
                  <StatusBadge tone="plain">{t(`appealOutcome.${precedent.outcome}`)}</StatusBadge>
                ) : null}
                <span className={styles.quiet}>
                  {t(`appealBasis.${precedent.basis}`)}
                  {precedent.decidedAt ? ' · ' : ''}
                  {precedent.decidedAt ? <TimeAgo at={precedent.decidedAt} /> : null}
                </span>
              </span>
              {precedent.resolution ? <UserText text={precedent.resolution.rationale} /> : null}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('siblings.title', { count: appeal.siblings.length })}>
        <p className={styles.quiet}>{appeal.siblings.length === 0 ? t('siblings.none') : t('siblings.words')}</p>
        <ul className={styles.list}>
          {appeal.siblings.map((sibling) => (
            <li key={sibling.id} className={styles.line}>
              <Link to={`/cases/${sibling.caseId}`}>{t('decision.number', { number: sibling.number })}</Link>
              <StatusBadge tone="plain">{t(`outcome.${sibling.outcome}`)}</StatusBadge>
              {sibling.subjects[0] ? <SubjectName subject={sibling.subjects[0]} /> : null}
              <span className={styles.quiet}>
                <TimeAgo at={sibling.decidedAt} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
