import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { formatNumber, formatShare } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import { SecondLookGroupsDocument, type GroupLineFragment } from '../../gql/second-looks.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { ScopeName } from './ScopeName.js';
import { OpenGroupDialog } from './OpenGroupDialog.js';
import { groupState, STATES } from './second-look-words.js';
import styles from './second-looks.module.css';

function GroupLine({ group, current }: { readonly group: GroupLineFragment; readonly current: boolean }) {
  const t = useT();
  return (
    <li className={current ? styles.current : styles.line}>
      <span>
        <Link to={`/second-looks/${group.id}`}>
          <ScopeName group={group} />
        </Link>{' '}
        <span className={styles.quiet}>
          {formatNumber(group.number)} · <TimeAgo at={group.openedAt} />
        </span>
      </span>
      <span>
        {group.reason === 'mass_error' ? (
          <StatusBadge tone="danger" icon="warning">
            {t('secondLooks.alarm', { share: formatShare(group.lowerBound), limit: formatShare(group.limit) })}
          </StatusBadge>
        ) : null}
      </span>
      <span>{t('secondLooks.answeredOf', { done: group.answeredCount, total: group.itemCount })}</span>
      <StatusBadge tone={group.state === 'closed' ? 'plain' : 'waiting'}>{t(groupState(group.state))}</StatusBadge>
    </li>
  );
}

/** Groups of second looks: what the alarm raised, and what somebody put together. */
export function SecondLooksPage() {
  const t = useT();
  useTitle(t('place.secondLooks'));
  const language = useLanguage();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((each) => each === params.get('state')) ?? null;
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(SecondLookGroupsDocument, {
    variables: { language, state },
    fetchPolicy: 'cache-and-network',
    pollInterval: 10_000,
  });
  const [opening, setOpening] = useState(false);
  const [at, setAt] = useState(0);
  const shown = data ?? previousData;
  const groups = shown?.secondLookGroups.nodes ?? [];
  const page = shown?.secondLookGroups.pageInfo;
  const here = groups[Math.min(at, groups.length - 1)];
  const step = (by: number) => setAt((now) => Math.min(groups.length - 1, Math.max(0, now + by)));
  useShortcut('listNext', () => step(1), groups.length > 0);
  useShortcut('listPrevious', () => step(-1), groups.length > 0);
  useShortcut('listOpen', () => void navigate(`/second-looks/${here?.id ?? ''}`), here !== undefined);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('place.secondLooks')}</h1>
        <SelectField
          label={t('secondLooks.state')}
          labelHidden
          value={state ?? ''}
          onChange={(event) => setParams(event.currentTarget.value === '' ? {} : { state: event.currentTarget.value })}
          options={[
            { value: '', label: t('secondLooks.anyState') },
            ...STATES.map((each) => ({ value: each, label: t(groupState(each)) })),
          ]}
        />
        <Button onClick={() => setOpening(true)}>{t('secondLooks.open')}</Button>
      </header>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={5} tall /> : null}
      {shown && groups.length === 0 ? (
        <EmptyState title={t('secondLooks.none')} level>
          {t('secondLooks.noneWords')}
        </EmptyState>
      ) : null}
      {groups.length > 0 ? (
        <ul className={styles.list}>
          {groups.map((group) => (
            <GroupLine key={group.id} group={group} current={group.id === here?.id} />
          ))}
        </ul>
      ) : null}
      {page?.hasNextPage ? (
        <Button
          onClick={() =>
            void fetchMore({
              variables: { after: page.endCursor },
              updateQuery: (before, { fetchMoreResult }) => ({
                secondLookGroups: {
                  ...fetchMoreResult.secondLookGroups,
                  nodes: [...before.secondLookGroups.nodes, ...fetchMoreResult.secondLookGroups.nodes],
                },
              }),
            }).catch(() => undefined)
          }
        >
          {t('list.more')}
        </Button>
      ) : null}
      {opening ? (
        <OpenGroupDialog onClose={() => setOpening(false)} onOpened={(id) => void navigate(`/second-looks/${id}`)} />
      ) : null}
    </div>
  );
}
