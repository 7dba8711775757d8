import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useLanguage, useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { SettingsReasonsDocument, type ReasonTemplateFragment } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { ReasonDialog } from './ReasonDialog.js';
import styles from './Settings.module.css';

/** Words for people whose appeal is answered, offered to handlers by outcome and language. */
export function ReasonsPanel() {
  const t = useT();
  const language = useLanguage();
  const mayManage = useMay('appeal.manage');
  const { data, error, refetch } = useQuery(SettingsReasonsDocument, { fetchPolicy: 'cache-and-network' });
  const [editing, setEditing] = useState<ReasonTemplateFragment | 'new'>();
  const languageNames = new Intl.DisplayNames([language], { type: 'language' });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('reasons.words')}</p>
        {mayManage ? <Button onClick={() => setEditing('new')}>{t('reasons.new')}</Button> : null}
      </div>
      {data.appealReasonTemplates.length === 0 ? <EmptyState title={t('reasons.none')} /> : null}
      <ul className={styles.list}>
        {data.appealReasonTemplates.map((template) => (
          <li key={template.id} className={styles.line}>
            <span className={styles.name}>
              <UserText inline text={template.title} lang={template.language} />
              {template.active ? null : <StatusBadge tone="waiting">{t('settings.inactive')}</StatusBadge>}
            </span>
            <span className={styles.more}>
              <span>{t(`appealOutcome.${template.outcome}`)}</span>
              <span>{languageNames.of(template.language) ?? template.language}</span>
            </span>
            {mayManage ? (
              <span className={styles.acts}>
                <Button small onClick={() => setEditing(template)}>
                  {t('settings.edit')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? (
        <ReasonDialog
          template={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}
