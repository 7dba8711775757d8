import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { RevokeApiKeyDocument, SettingsKeysDocument } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { KeyDialog } from './KeyDialog.js';
import { SecretOnce } from './SecretOnce.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

/** Keys that machines come with: each for one source, with scopes and a limit, revocable at once. */
export function KeysPanel() {
  const t = useT();
  const { data, error, refetch } = useQuery(SettingsKeysDocument, { fetchPolicy: 'cache-and-network' });
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const revoke = useSave(RevokeApiKeyDocument);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} tall />;
  const failed = revoke.otherError([]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('keysSettings.words')}</p>
        <Button onClick={() => setMaking(true)}>{t('keysSettings.new')}</Button>
      </div>
      {failed ? <Banner tone="danger" urgent title={failed} /> : null}
      {secret ? (
        <SecretOnce title={t('keysSettings.secret')} secret={secret} onDone={() => setSecret(undefined)} />
      ) : null}
      {data.apiKeys.length === 0 ? <EmptyState title={t('keysSettings.none')} /> : null}
      <ul className={styles.list}>
        {data.apiKeys.map((key) => (
          <li key={key.id} className={styles.line}>
            <span className={styles.name}>
              {key.name}
              {key.revokedAt ? <StatusBadge tone="waiting">{t('keysSettings.revoked')}</StatusBadge> : null}
            </span>
            <span className={styles.more}>
              <span dir="ltr">{key.prefix}…</span>
              <span>{key.source?.name ?? key.platform?.name ?? ''}</span>
              <span dir="ltr">{key.scopes.join(', ')}</span>
              <span>{t('keysSettings.limit', { count: formatNumber(key.requestsPerMinute) })}</span>
              <span>
                {key.lastUsedAt ? (
                  <>
                    {t('keysSettings.used')} <TimeAgo at={key.lastUsedAt} />
                  </>
                ) : (
                  t('keysSettings.neverUsed')
                )}
              </span>
            </span>
            {key.revokedAt ? null : (
              <span className={styles.acts}>
                <Button
                  small
                  look="danger"
                  busy={revoke.busy}
                  onClick={() => revoke.send({ id: key.id }, () => void refetch())}
                >
                  {t('keysSettings.revoke')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {making ? (
        <KeyDialog
          sources={data.sources}
          platforms={data.platforms}
          onClose={() => setMaking(false)}
          onSaved={(made) => {
            setMaking(false);
            setSecret(made ?? undefined);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}
