import { Link } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import type { SearchQuery } from '../../gql/search.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './SearchPage.module.css';

type Hit = SearchQuery['search']['nodes'][number];

/** One answer: what it is, what it is called, and why it was found. */
export function SearchHitLine({ hit }: { readonly hit: Hit }) {
  const t = useT();
  if (hit.__typename === 'SubjectHit') {
    return (
      <li>
        <Link to={`/subjects/${hit.subject.id}`} className={styles.hit}>
          <span className={styles.what}>{t(`subjectKind.${hit.subject.kind}`)}</span>
          <SubjectName subject={hit.subject} />
          <span className={styles.more}>
            <UserText inline text={hit.subject.platform.name} />
            {hit.subject.audience
              ? ` · ${t('subject.audience', { count: hit.subject.audience, shown: formatNumber(hit.subject.audience) })}`
              : ''}
          </span>
        </Link>
      </li>
    );
  }
  if (hit.__typename === 'CaseHit') {
    return (
      <li>
        <Link to={`/cases/${hit.case.id}`} className={styles.hit}>
          <span className={styles.what}>{t('search.case', { number: String(hit.case.number) })}</span>
          <SubjectName subject={hit.case.subject} />
          <span className={styles.more}>
            <StatusBadge tone={hit.case.breached ? 'danger' : 'plain'}>{t(`caseState.${hit.case.state}`)}</StatusBadge>{' '}
            <UserText inline text={hit.case.queue.name} />
          </span>
        </Link>
      </li>
    );
  }
  return (
    <li>
      <Link to={`/subjects/${hit.subject.id}`} className={styles.hit}>
        <span className={styles.what}>{t('search.evidence')}</span>
        <SubjectName subject={hit.subject} />
        <span className={styles.more}>
          {hit.evidence.sentAt ? <TimeAgo at={hit.evidence.sentAt} as="absolute" /> : null}
        </span>
        <span className={styles.excerpt}>
          <UserText text={hit.excerpt} />
        </span>
      </Link>
    </li>
  );
}
