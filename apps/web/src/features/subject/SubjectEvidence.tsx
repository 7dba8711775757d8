import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { SubjectEvidenceDocument, type SubjectEvidenceQuery } from '../../gql/subject.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Handle } from '../../ui/Handle.js';
import { Media } from '../../ui/Media.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './SubjectEvidence.module.css';

type Piece = SubjectEvidenceQuery['subject']['evidence']['nodes'][number];

/** A file among the evidence; each is shown by itself, and only when asked for. */
function PieceMedia({ evidence, onStale }: { readonly evidence: Piece; readonly onStale: () => void }) {
  const [shown, setShown] = useState(false);
  const { media } = evidence;
  return media ? (
    <Media facts={media} src={media.src ?? undefined} shown={shown} onShow={setShown} onStale={onStale} />
  ) : null;
}

/** Everything kept about what a subject said, as received. */
export function SubjectEvidence({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, loading, refetch, fetchMore } = useQuery(SubjectEvidenceDocument, {
    variables: { id, first: 50 },
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} tall />;
  const { nodes, pageInfo } = data.subject.evidence;
  if (nodes.length === 0) return <p className={styles.quiet}>{t('evidence.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((evidence) => (
          <li key={evidence.id} className={styles.item}>
            <p className={styles.meta}>
              {t(`evidenceKind.${evidence.kind}`)}
              {evidence.author ? <UserText inline text={evidence.author} /> : null}
              <TimeAgo at={evidence.sentAt ?? evidence.receivedAt} as="absolute" />
              {evidence.zoneAssumed ? <StatusBadge tone="plain">{t('evidence.zoneAssumed')}</StatusBadge> : null}
              <Handle value={evidence.contentHash} short={16} />
            </p>
            {evidence.text ? <UserText text={evidence.text} lang={evidence.language} className={styles.text} /> : null}
            <PieceMedia evidence={evidence} onStale={() => void refetch().catch(() => undefined)} />
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage ? (
        <Button busy={loading} onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {t('list.more')}
        </Button>
      ) : null}
    </>
  );
}
