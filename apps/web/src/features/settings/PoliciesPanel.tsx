import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatDuration } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { SetPolicyActiveDocument, SettingsPoliciesDocument, type PolicyPartsFragment } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { PolicyDialog } from './PolicyDialog.js';
import { textIn } from './policy-draft-rules.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

/** The rules that decisions cite; a version never changes, a new one replaces it. */
export function PoliciesPanel() {
  const t = useT();
  const language = useLanguage();
  const mayManage = useMay('policy.manage');
  const { data, error, refetch } = useQuery(SettingsPoliciesDocument, { fetchPolicy: 'cache-and-network' });
  const [editing, setEditing] = useState<PolicyPartsFragment | 'new'>();
  const activate = useSave(SetPolicyActiveDocument);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('policies.words')}</p>
        {mayManage ? <Button onClick={() => setEditing('new')}>{t('policies.new')}</Button> : null}
      </div>
      {data.policies.length === 0 ? <EmptyState title={t('policies.none')} /> : null}
      <ul className={styles.list}>
        {data.policies.map((policy) => (
          <li key={policy.id} className={styles.line}>
            <span className={styles.name}>
              <UserText inline text={textIn(policy.current.titles, language)} />
              {policy.active ? null : <StatusBadge tone="waiting">{t('settings.inactive')}</StatusBadge>}
              {policy.current.requiresSecond ? (
                <StatusBadge tone="plain" icon="people">
                  {t('queue.twoPerson')}
                </StatusBadge>
              ) : null}
            </span>
            <span className={styles.more}>
              <span dir="ltr">
                {policy.code} v{policy.current.n}
              </span>
              <span>{t(`category.${policy.category}`)}</span>
              <span>{t(policy.ground === 'law' ? 'policies.ground.law' : 'policies.ground.terms')}</span>
              <span>
                {t('policies.headStart', { duration: formatDuration(policy.current.severityMinutes * 60_000) })}
              </span>
              <span>{policy.current.measures.map((measure) => t(`measure.${measure}`)).join(' · ')}</span>
            </span>
            {mayManage ? (
              <span className={styles.acts}>
                <Button small onClick={() => setEditing(policy)}>
                  {t('policies.newVersion')}
                </Button>
                <Button
                  small
                  look="quiet"
                  busy={activate.busy}
                  onClick={() => activate.send({ policyId: policy.id, active: !policy.active }, () => void refetch())}
                >
                  {policy.active ? t('settings.deactivate') : t('settings.activate')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? (
        <PolicyDialog
          policy={editing === 'new' ? undefined : editing}
          measures={data.measures.map((measure) => measure.code)}
          irreversible={data.measures.filter((measure) => !measure.reversible).map((measure) => measure.code)}
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
