import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useT } from '../i18n.js';
import { NoticesDocument, type NoticeLineFragment, type NoticesQueryVariables } from '../../gql/notice-log.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { NoticeDialog } from './NoticeDialog.js';
import { isUndelivered, noticeTone, outcomeWords } from './notice-words.js';
import styles from './NoticeLog.module.css';

interface LineProps {
  readonly notice: NoticeLineFragment;
  readonly onOpen: () => void;
}

/** One notice: what it was, whether it arrived, and since when the person knows. */
export function NoticeLine({ notice, onOpen }: LineProps) {
  const t = useT();
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        {t(`noticeKind.${notice.kind}`)}
        <StatusBadge tone={noticeTone[notice.state]} icon={isUndelivered(notice.state) ? 'warning' : undefined}>
          {t(`noticeState.${notice.state}`)}
        </StatusBadge>
      </span>
      <span className={styles.more}>
        <span>{t('notices.line', { number: notice.number })}</span>
        <span>{t(`noticeChannel.${notice.channel}`)}</span>
        <span>{t(`noticeLanguage.${notice.language}`)}</span>
        {notice.subject ? <SubjectName subject={notice.subject} /> : null}
        <span>
          {t('notices.queued')} <TimeAgo at={notice.queuedAt} />
        </span>
        {notice.informedAt ? (
          <span>
            {t('notices.informed')} <TimeAgo at={notice.informedAt} />
          </span>
        ) : null}
        {notice.state === 'held' ? (
          <span>
            {t('notices.heldUntil')} <TimeAgo at={notice.nextAttemptAt} as="absolute" />
          </span>
        ) : null}
        {notice.state === 'waiting' && notice.attempts > 0 ? (
          <span>
            {t('notices.next')} <TimeAgo at={notice.nextAttemptAt} />
          </span>
        ) : null}
        {notice.attempts > 1 ? <span>{t('notices.attempts', { count: notice.attempts })}</span> : null}
        {notice.outcomeCode ? <span>{outcomeWords(notice.outcomeCode, t)}</span> : null}
        {notice.referenceUsedAt ? (
          <span>
            {t('notices.referenceUsed')} <TimeAgo at={notice.referenceUsedAt} />
          </span>
        ) : null}
      </span>
      <span className={styles.open}>
        <Button small onClick={onOpen}>
          {t('notices.read')}
        </Button>
      </span>
    </li>
  );
}

interface NoticeLogProps {
  readonly filter: NonNullable<NoticesQueryVariables['filter']>;
  /** What is said when there is nothing; default that nobody was told anything. */
  readonly empty?: string;
}

/** What people outside were told about a subject, in a case or at all, newest first. For holders of `notice.read`. */
export function NoticeLog({ filter, empty }: NoticeLogProps) {
  const t = useT();
  const [openId, setOpenId] = useState<string>();
  const { data, error, refetch, fetchMore } = useQuery(NoticesDocument, {
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (!data) return <Skeleton lines={4} tall />;
  const { nodes, pageInfo } = data.notices;
  const open = nodes.find((notice) => notice.id === openId);
  const more = () =>
    fetchMore({
      variables: { after: pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult }) => ({
        notices: { ...fetchMoreResult.notices, nodes: [...before.notices.nodes, ...fetchMoreResult.notices.nodes] },
      }),
    });
  return (
    <div className={styles.log}>
      {nodes.length === 0 ? <EmptyState title={empty ?? t('notices.none')} /> : null}
      {nodes.length > 0 ? (
        <ul className={styles.list}>
          {nodes.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} onOpen={() => setOpenId(notice.id)} />
          ))}
        </ul>
      ) : null}
      {pageInfo.hasNextPage ? (
        <Button look="quiet" onClick={() => void more()}>
          {t('list.more')}
        </Button>
      ) : null}
      {open ? (
        <NoticeDialog
          notice={open}
          onClose={() => setOpenId(undefined)}
          onChanged={() => void refetch().catch(() => undefined)}
        />
      ) : null}
    </div>
  );
}
