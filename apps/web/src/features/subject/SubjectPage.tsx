import { useQuery } from '@apollo/client/react';
import { Link, useParams, useSearchParams } from 'react-router';
import { formatDay } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { NoticeLog } from '../../app/notice-log/NoticeLog.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { SubjectPageDocument, type SubjectPageQuery } from '../../gql/subject.js';
import { Banner } from '../../ui/Banner.js';
import { Failure } from '../../ui/Failure.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName, identifierOf } from '../../ui/SubjectName.js';
import { Tabs } from '../../ui/Tabs.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { MergePanel } from './MergePanel.js';
import { SubjectCases } from './SubjectCases.js';
import { SubjectEvidence } from './SubjectEvidence.js';
import { SubjectLinks } from './SubjectLinks.js';
import { SubjectNotes } from './SubjectNotes.js';
import { SubjectTimeline } from './SubjectTimeline.js';
import styles from './SubjectPage.module.css';

type Subject = SubjectPageQuery['subject'];

const tabs = ['timeline', 'cases', 'evidence', 'links', 'notes', 'notices', 'merge'] as const;

function Restrictions({ subject }: { readonly subject: Subject }) {
  const t = useT();
  if (subject.restrictions.length === 0) return <p className={styles.quiet}>{t('restrictions.none')}</p>;
  return (
    <ul className={styles.lines}>
      {subject.restrictions.map((restriction) => (
        <li key={restriction.id} className={restriction.liftedAt ? styles.past : undefined}>
          {t(`measure.${restriction.measure}`)}
          {restriction.scope === 'global' ? '' : ` (${restriction.scope})`}{' '}
          <span className={styles.quiet}>
            {restriction.liftedAt ? t('restrictions.lifted') : t('restrictions.since')}{' '}
            <TimeAgo at={restriction.liftedAt ?? restriction.imposedAt} />
          </span>
          {restriction.orders.slice(-1).map((order) => (
            <span key={order.id} className={styles.quiet}>
              {' '}
              · {t(`orderState.${order.state}`)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Names({ subject }: { readonly subject: Subject }) {
  const t = useT();
  return (
    <ul className={styles.lines}>
      {subject.keys.map((key) => (
        <li key={`${key.kind} ${key.value} ${key.validFrom}`} className={key.validTo ? styles.past : undefined}>
          <Handle value={key.value} />{' '}
          <span className={styles.quiet}>
            {t(`keyKind.${keyKind(key.kind)}`)} · {formatDay(new Date(key.validFrom))}
            {key.validTo ? ` – ${formatDay(new Date(key.validTo))}` : ''}
          </span>
        </li>
      ))}
      {subject.names.map((name) => (
        <li key={`${name.title} ${name.seenAt}`}>
          <UserText inline text={name.title} /> <span className={styles.quiet}>{formatDay(new Date(name.seenAt))}</span>
        </li>
      ))}
    </ul>
  );
}

const keyKinds = ['native_id', 'handle', 'invite', 'alias'] as const;

function keyKind(kind: string): (typeof keyKinds)[number] {
  return keyKinds.find((each) => each === kind) ?? 'alias';
}

function Facts({ subject }: { readonly subject: Subject }) {
  const t = useT();
  return (
    <dl className={styles.facts}>
      <dt>{t('column.platform')}</dt>
      <dd>
        <UserText inline text={subject.platform.name} />
      </dd>
      {typeof subject.audience === 'number' ? (
        <>
          <dt>{t('column.audience')}</dt>
          <dd>{t('subject.audience', { count: subject.audience })}</dd>
        </>
      ) : null}
      {subject.createdOnPlatformAt ? (
        <>
          <dt>{t('subject.created')}</dt>
          <dd>
            <TimeAgo at={subject.createdOnPlatformAt} as="absolute" />
          </dd>
        </>
      ) : null}
      <dt>{t('subject.firstSeen')}</dt>
      <dd>
        <TimeAgo at={subject.firstSeenAt} as="absolute" />
      </dd>
      {subject.url ? (
        <>
          <dt>{t('subject.link')}</dt>
          <dd>
            <Handle value={subject.url} />
          </dd>
        </>
      ) : null}
      {subject.nativeId ? (
        <>
          <dt>{t('keyKind.native_id')}</dt>
          <dd>
            <Handle value={subject.nativeId} />
          </dd>
        </>
      ) : null}
      <dt>{t('column.id')}</dt>
      <dd>
        <Handle value={subject.id} short={18} />
      </dd>
    </dl>
  );
}

/** A channel, group, account or bot with its whole past: what it was called, what it is tied to, what was decided about it. */
export function SubjectPage() {
  const t = useT();
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const mayMerge = useMay('subject.merge');
  const mayReadNotices = useMay('notice.read');
  const { data, error, refetch } = useQuery(SubjectPageDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const subject = data?.subject;
  useTitle(subject ? (subject.title ?? identifierOf(subject) ?? '') : '');
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'timeline';
  const again = () => void refetch().catch(() => undefined);
  if (!subject) {
    return (
      <div className={styles.page}>
        <h1 className="visually-hidden">{t('why.subject')}</h1>
        {error ? <Failure error={error} onRetry={again} /> : <Skeleton lines={8} tall />}
      </div>
    );
  }
  const linkCount = subject.linkCounts.reduce((sum, count) => sum + count.outgoing + count.incoming, 0);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>
          <SubjectName subject={subject} copyable wrap />
        </h1>
        <p className={styles.badges}>
          <StatusBadge tone="plain">{t(`subjectKind.${subject.kind}`)}</StatusBadge>
          {subject.verifiedBadge ? <StatusBadge tone="plain">{t('subject.verified')}</StatusBadge> : null}
          {subject.provisional ? <StatusBadge tone="waiting">{t('subject.provisional')}</StatusBadge> : null}
          {subject.restrictions
            .filter((restriction) => restriction.liftedAt === null)
            .map((restriction) => (
              <StatusBadge key={restriction.id} tone="accent" icon="lock">
                {t(`measure.${restriction.measure}`)}
              </StatusBadge>
            ))}
        </p>
      </header>
      {subject.mergedInto ? (
        <Banner tone="waiting" icon="link" title={t('merge.mergedInto')}>
          <Link to={`/subjects/${subject.mergedInto.id}`}>
            <SubjectName subject={subject.mergedInto} />
          </Link>
        </Banner>
      ) : null}
      {subject.description ? (
        <UserText text={subject.description} lang={subject.language} className={styles.description} />
      ) : null}
      <div className={styles.columns}>
        <aside className={styles.side}>
          <Section title={t('case.facts')}>
            <Facts subject={subject} />
          </Section>
          <Section title={t('restrictions.title')}>
            <Restrictions subject={subject} />
          </Section>
          <Section title={t('subject.names')}>
            <Names subject={subject} />
          </Section>
        </aside>
        <div className={styles.body}>
          <Tabs
            label={t('subject.parts')}
            selected={tab}
            onSelect={(next) => setParams(next === 'timeline' ? {} : { tab: next }, { replace: true })}
            tabs={[
              { id: 'timeline', label: t('timeline.title'), panel: () => <SubjectTimeline id={id} /> },
              { id: 'cases', label: t('subject.cases'), panel: () => <SubjectCases id={id} /> },
              { id: 'evidence', label: t('pane.evidence'), panel: () => <SubjectEvidence id={id} /> },
              {
                id: 'links',
                label: t('subject.linksCount', { count: linkCount }),
                panel: () => <SubjectLinks id={id} counts={subject.linkCounts} />,
              },
              {
                id: 'notes',
                label: t('notes.title', { count: subject.notes.length }),
                panel: () => <SubjectNotes id={id} notes={subject.notes} onAdded={again} />,
              },
              ...(mayReadNotices
                ? ([
                    { id: 'notices', label: t('notices.title'), panel: () => <NoticeLog filter={{ subjectId: id }} /> },
                  ] as const)
                : []),
              ...(mayMerge
                ? ([
                    {
                      id: 'merge',
                      label: t('merge.title'),
                      panel: () => <MergePanel key={id} subject={subject} onChanged={again} />,
                    },
                  ] as const)
                : []),
            ]}
          />
        </div>
      </div>
    </div>
  );
}
