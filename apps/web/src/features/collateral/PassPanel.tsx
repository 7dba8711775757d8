import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { GivePassDocument, RevokePassDocument, type CollateralPartsFragment } from '../../gql/collateral.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './Collateral.module.css';
import { useAct } from './use-act.js';

interface PassPanelProps {
  readonly collateral: CollateralPartsFragment;
  readonly mayWork: boolean;
}

/** The pass with which the person may register again while look-alikes stay barred. */
export function PassPanel({ collateral, mayWork }: PassPanelProps) {
  const t = useT();
  const give = useAct(GivePassDocument);
  const revoke = useAct(RevokePassDocument);
  const [token, setToken] = useState<string>();
  const { pass } = collateral;
  const usable = pass !== null && pass.redeemedAt === null && pass.revokedAt === null;
  const judged = collateral.state !== 'suspected' && collateral.state !== 'rejected';
  const failure = give.failure ?? revoke.failure;
  return (
    <Section title={t('pass.title')}>
      <p className={styles.quiet}>{t('pass.words')}</p>
      {token ? (
        <Banner tone="waiting" icon="lock" title={t('pass.once')}>
          <Handle value={token} />
        </Banner>
      ) : null}
      <p>
        {pass === null ? (
          t('pass.none')
        ) : pass.redeemedAt ? (
          <>
            {t('pass.redeemed')} <TimeAgo at={pass.redeemedAt} as="absolute" />
          </>
        ) : pass.revokedAt ? (
          <>
            {t('pass.revoked')} <TimeAgo at={pass.revokedAt} as="absolute" />
          </>
        ) : (
          <>
            {t('pass.until')} <TimeAgo at={pass.expiresAt} as="absolute" />
          </>
        )}
      </p>
      {failure ? (
        <p className={styles.fault} role="alert">
          {failure}
        </p>
      ) : null}
      {mayWork && judged ? (
        <div className={styles.acts}>
          {usable ? (
            <Button busy={revoke.busy} onClick={() => revoke.send({ id: collateral.id }, () => setToken(undefined))}>
              {t('pass.revoke')}
            </Button>
          ) : null}
          <Button
            busy={give.busy}
            onClick={() =>
              give.send({ id: collateral.id }, (data) => setToken(data.giveRegistrationPass.pass?.token ?? undefined))
            }
          >
            {t(usable ? 'pass.again' : 'pass.give')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
