import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import {
  RotatePlatformSecretDocument,
  SettingsPlatformsDocument,
  type PlatformPartsFragment,
  type SourcePartsFragment,
} from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { PlatformDialog } from './PlatformDialog.js';
import { SecretOnce } from './SecretOnce.js';
import styles from './Settings.module.css';
import { SourceDialog } from './SourceDialog.js';
import { useSave } from './use-save.js';

/** The services we moderate and how orders reach them; and who sends flags. */
export function PlatformsPanel() {
  const t = useT();
  const mayManage = useMay('platform.manage');
  const { data, error, refetch } = useQuery(SettingsPlatformsDocument, { fetchPolicy: 'cache-and-network' });
  const [platform, setPlatform] = useState<PlatformPartsFragment | 'new'>();
  const [source, setSource] = useState<SourcePartsFragment | 'new'>();
  const [secret, setSecret] = useState<string>();
  const rotate = useSave(RotatePlatformSecretDocument);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  const done = () => {
    setPlatform(undefined);
    setSource(undefined);
    void refetch();
  };
  const failed = rotate.otherError([]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('platforms.words')}</p>
        {mayManage ? <Button onClick={() => setPlatform('new')}>{t('platforms.new')}</Button> : null}
      </div>
      {failed ? <Banner tone="danger" urgent title={failed} /> : null}
      {secret ? <SecretOnce title={t('platforms.secret')} secret={secret} onDone={() => setSecret(undefined)} /> : null}
      {data.platforms.length === 0 ? <EmptyState title={t('platforms.none')} /> : null}
      <ul className={styles.list}>
        {data.platforms.map((each) => (
          <li key={each.id} className={styles.line}>
            <span className={styles.name}>
              {each.name}
              {each.paused ? <StatusBadge tone="waiting">{t('platforms.paused')}</StatusBadge> : null}
            </span>
            <span className={styles.more}>
              <span dir="ltr">{each.code}</span>
              <span>{t(`platformKind.${each.kind}`)}</span>
              <span>{t('platforms.rate', { count: formatNumber(each.ordersPerSecond) })}</span>
              <span dir="ltr">{each.endpointUrl ?? ''}</span>
            </span>
            {mayManage ? (
              <span className={styles.acts}>
                <Button small onClick={() => setPlatform(each)}>
                  {t('settings.edit')}
                </Button>
                <Button
                  small
                  look="quiet"
                  busy={rotate.busy}
                  onClick={() =>
                    rotate.send({ id: each.id }, (result) => setSecret(result.rotatePlatformSecret.secret))
                  }
                >
                  {t('platforms.rotate')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <Section
        title={t('sources.title')}
        aside={
          mayManage ? (
            <Button small onClick={() => setSource('new')}>
              {t('sources.new')}
            </Button>
          ) : null
        }
      >
        <ul className={styles.list}>
          {data.sources.map((each) => (
            <li key={each.id} className={styles.line}>
              <span className={styles.name}>
                {each.name}
                {each.active ? null : <StatusBadge tone="waiting">{t('settings.inactive')}</StatusBadge>}
              </span>
              <span className={styles.more}>
                <span dir="ltr">{each.code}</span>
                <span>{t(`sourceKind.${each.kind}`)}</span>
                <span>{each.platform?.name ?? t('sources.anyPlatform')}</span>
              </span>
              {mayManage ? (
                <span className={styles.acts}>
                  <Button small onClick={() => setSource(each)}>
                    {t('settings.edit')}
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      {platform ? (
        <PlatformDialog
          platform={platform === 'new' ? undefined : platform}
          onClose={() => setPlatform(undefined)}
          onSaved={done}
        />
      ) : null}
      {source ? (
        <SourceDialog
          source={source === 'new' ? undefined : source}
          platforms={data.platforms}
          onClose={() => setSource(undefined)}
          onSaved={done}
        />
      ) : null}
    </div>
  );
}
