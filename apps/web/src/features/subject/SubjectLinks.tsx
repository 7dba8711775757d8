import { useQuery } from '@apollo/client/react';
import { Link, useSearchParams } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { SubjectLinksDocument, type LinkKind, type SubjectPageQuery } from '../../gql/subject.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './SubjectLinks.module.css';

const kinds = [
  'administers',
  'backup_of',
  'successor_of',
  'same_operator',
  'mirrors',
  'invites_to',
  'forwards_from',
  'member_of',
] as const satisfies readonly LinkKind[];

interface SubjectLinksProps {
  readonly id: string;
  readonly counts: SubjectPageQuery['subject']['linkCounts'];
}

/** The subject's neighbours: what ties them, in which direction, since when. */
export function SubjectLinks({ id, counts }: SubjectLinksProps) {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const kind = kinds.find((each) => each === params.get('kind'));
  const { data, error, loading, refetch, fetchMore } = useQuery(SubjectLinksDocument, {
    variables: { id, kind: kind ?? null, first: 50 },
  });
  const total = (each: LinkKind) => {
    const count = counts.find((one) => one.kind === each);
    return count ? count.outgoing + count.incoming : 0;
  };
  return (
    <div className={styles.stack}>
      <div className={styles.filter}>
        <SelectField
          labelHidden
          label={t('links.kind')}
          value={kind ?? ''}
          onChange={(event) =>
            setParams(
              event.currentTarget.value ? { tab: 'links', kind: event.currentTarget.value } : { tab: 'links' },
              { replace: true },
            )
          }
          options={[
            { value: '', label: t('links.all') },
            ...kinds
              .filter((each) => total(each) > 0)
              .map((each) => ({ value: each, label: `${t(`linkKind.${each}`)} (${formatNumber(total(each))})` })),
          ]}
        />
      </div>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={5} tall /> : null}
      {data?.subject.links.nodes.length === 0 ? <p className={styles.quiet}>{t('links.none')}</p> : null}
      <ul className={styles.list}>
        {data?.subject.links.nodes.map((link) => (
          <li key={link.id} className={styles.line}>
            <span className={styles.kind}>
              <Icon name={link.outgoing ? 'next' : 'back'} /> {t(`linkKind.${link.kind}`)}
            </span>
            <Link to={`/subjects/${link.other.id}`} className={styles.other}>
              <SubjectName subject={link.other} />
            </Link>
            {link.otherRestricted ? (
              <StatusBadge tone="accent" icon="lock">
                {t('further.restricted')}
              </StatusBadge>
            ) : null}
            <span className={styles.quiet}>
              {t(`subjectKind.${link.other.kind}`)} · <TimeAgo at={link.lastAt} />
            </span>
          </li>
        ))}
      </ul>
      {data?.subject.links.pageInfo.hasNextPage ? (
        <div>
          <Button
            busy={loading}
            onClick={() => void fetchMore({ variables: { after: data.subject.links.pageInfo.endCursor } })}
          >
            {t('list.more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
