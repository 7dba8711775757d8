import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useLanguage, useT } from '../../app/i18n.js';
import { SettingsQueuesDocument, type SettingsQueueFragment } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { AccessDialog } from './AccessDialog.js';
import { QueueDialog } from './QueueDialog.js';
import styles from './Settings.module.css';

/** The queues: what they are for, who may work them, which measures are hidden in them, where escalations go. */
export function QueuesPanel() {
  const t = useT();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(SettingsQueuesDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
  });
  const [editing, setEditing] = useState<SettingsQueueFragment | 'new'>();
  const [opening, setOpening] = useState<SettingsQueueFragment>();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  const done = () => {
    setEditing(undefined);
    setOpening(undefined);
    void refetch();
  };
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('queuesSettings.words')}</p>
        <Button onClick={() => setEditing('new')}>{t('queuesSettings.new')}</Button>
      </div>
      {data.queues.length === 0 ? <EmptyState title={t('queues.none')} /> : null}
      <ul className={styles.list}>
        {data.queues.map((queue) => (
          <li key={queue.id} className={styles.line}>
            <span className={styles.name}>
              <UserText inline text={queue.name} />
              <StatusBadge tone="plain">{t(`queueKind.${queue.kind}`)}</StatusBadge>
              {queue.active ? null : <StatusBadge tone="waiting">{t('settings.inactive')}</StatusBadge>}
            </span>
            <span className={styles.more}>
              <span dir="ltr">{queue.code}</span>
              <span>
                {queue.access
                  .map((access) => (access.role ? t(`role.${access.role}`) : (access.person?.name ?? '')))
                  .join(' · ') || t('queuesSettings.nobody')}
              </span>
              {queue.hiddenMeasures.length > 0 ? (
                <span>
                  {t('queuesSettings.hides', {
                    measures: queue.hiddenMeasures.map((measure) => t(`measure.${measure}`)).join(', '),
                  })}
                </span>
              ) : null}
            </span>
            <span className={styles.acts}>
              <Button small onClick={() => setEditing(queue)}>
                {t('settings.edit')}
              </Button>
              <Button small onClick={() => setOpening(queue)}>
                {t('queuesSettings.access')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {editing ? (
        <QueueDialog
          queue={editing === 'new' ? undefined : editing}
          queues={data.queues}
          measures={data.measures.map((measure) => measure.code)}
          onClose={() => setEditing(undefined)}
          onSaved={done}
        />
      ) : null}
      {opening ? (
        <AccessDialog queue={opening} people={data.colleagues} onClose={() => setOpening(undefined)} onSaved={done} />
      ) : null}
    </div>
  );
}
