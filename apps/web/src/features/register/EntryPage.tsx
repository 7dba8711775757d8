import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { EraseProtectedPersonDocument, ProtectedEntryDocument, type RevealedFragment } from '../../gql/register.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { AmendDialog } from './EntryDialog.js';
import { RevealDialog, RevokeDialog, VerifyDialog } from './EntryDialogs.js';
import { EvidenceForm } from './EvidenceForm.js';
import { RevealedPanel } from './RevealedPanel.js';
import { stateTones } from './state-tones.js';
import styles from './Register.module.css';
import { useAct } from './use-act.js';

const FAULTS = ['revoked', 'too_early', 'already_by_you', 'not_seen'] as const;

/** One entry: its state and history for all who may read the register; who it is only after a reveal. */
export function EntryPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(ProtectedEntryDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const may = {
    declare: useMay('protection.declare'),
    verify: useMay('protection.verify'),
    reveal: useMay('protection.reveal'),
  };
  const [open, setOpen] = useState<'reveal' | 'verify' | 'revoke' | 'amend' | 'erase'>();
  const [shown, setShown] = useState<RevealedFragment>();
  const entry = data?.protectedPerson;
  useTitle(entry?.reference ?? t('place.register'));
  if (error && !entry) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!entry) return <Skeleton lines={8} tall />;
  const close = () => setOpen(undefined);
  const again = () => {
    close();
    void refetch();
  };
  const fault = FAULTS.find((one) => one === entry.verifyFault);
  const standing = entry.state !== 'revoked';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>
          <Link to="/protected">{t('place.register')}</Link> <span dir="ltr">{entry.reference}</span>
        </h1>
        <StatusBadge tone={stateTones[entry.state]}>{t(`protectedState.${entry.state}`)}</StatusBadge>
        <div className={styles.acts}>
          {may.reveal && !entry.erased ? (
            <Button onClick={() => setOpen('reveal')}>{t('register.reveal')}</Button>
          ) : null}
          {may.verify && entry.verifyFault === null ? (
            <Button look="main" onClick={() => setOpen('verify')}>
              {t(entry.term > 0 ? 'register.renew' : 'register.verify')}
            </Button>
          ) : null}
          {may.declare && standing && shown ? (
            <Button onClick={() => setOpen('amend')}>{t('register.amend')}</Button>
          ) : null}
          {may.verify && standing ? <Button onClick={() => setOpen('revoke')}>{t('register.revoke')}</Button> : null}
          {may.verify && !standing && !entry.erased ? (
            <Button onClick={() => setOpen('erase')}>{t('register.erase')}</Button>
          ) : null}
        </div>
      </header>
      {may.verify && fault ? <Banner tone="plain" title={t(`verifyFault.${fault}`)} /> : null}
      {entry.changedSinceVerified && standing ? <Banner tone="waiting" title={t('register.changedSince')} /> : null}
      <Section title={t('register.what')}>
        <dl className={styles.facts}>
          <div className={styles.pair}>
            <dt>{t('register.class')}</dt>
            <dd>{t(`class.${entry.class}`)}</dd>
          </div>
          <div className={styles.pair}>
            <dt>{t('register.foundBy')}</dt>
            <dd>
              {t(
                `foundBy.${entry.foundBy === 'collateral' || entry.foundBy === 'appeal' || entry.foundBy === 'import' ? entry.foundBy : 'register'}`,
              )}
            </dd>
          </div>
          <div className={styles.pair}>
            <dt>{t('register.declaredAt')}</dt>
            <dd>
              <TimeAgo at={entry.declaredAt} as="absolute" />{' '}
              {entry.declaredBy ? <UserText inline text={entry.declaredBy.name} /> : null}
            </dd>
          </div>
          <div className={styles.pair}>
            <dt>{t('register.expiresAt')}</dt>
            <dd>
              <TimeAgo at={entry.expiresAt} as="absolute" />
            </dd>
          </div>
          {entry.mediaDeclaration ? (
            <div className={styles.pair}>
              <dt>{t('declaration.title')}</dt>
              <dd>{t('register.declaredMedia')}</dd>
            </div>
          ) : null}
          {entry.revokedAt && entry.revokeReason ? (
            <div className={styles.pair}>
              <dt>{t('register.revokedAt')}</dt>
              <dd>
                <TimeAgo at={entry.revokedAt} as="absolute" /> · {t(`revokeReason.${entry.revokeReason}`)}{' '}
                {entry.revokedBy ? <UserText inline text={entry.revokedBy.name} /> : null}
              </dd>
            </div>
          ) : null}
          <div className={styles.pair}>
            <dt>{t('register.files')}</dt>
            <dd>{t('register.fileCount', { count: entry.fileCount })}</dd>
          </div>
        </dl>
        {may.declare && standing ? <EvidenceForm entryId={entry.id} onAdded={() => void refetch()} /> : null}
      </Section>
      {shown ? (
        <RevealedPanel shown={shown} settled={entry.state === 'verified' && !entry.changedSinceVerified} />
      ) : null}
      <Section title={t('register.verifications')}>
        {entry.verifications.length === 0 ? <p className={styles.quiet}>{t('register.noVerifications')}</p> : null}
        <ul className={styles.list}>
          {entry.verifications.map((one) => (
            <li key={`${one.verifier.id} ${one.at}`}>
              <UserText inline text={one.verifier.name} /> · {t(`verificationMethod.${one.method}`)} ·{' '}
              {t('register.term', { term: one.term })} · <TimeAgo at={one.at} as="absolute" />{' '}
              {one.counts ? null : <StatusBadge tone="plain">{t('register.before')}</StatusBadge>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('register.reveals')}>
        {entry.reveals.length === 0 ? <p className={styles.quiet}>{t('register.noReveals')}</p> : null}
        <ul className={styles.list}>
          {entry.reveals.map((one) => (
            <li key={one.id}>
              <UserText inline text={one.person.name} /> · {t(`revealReason.${one.reason}`)} ·{' '}
              <TimeAgo at={one.at} as="absolute" />
            </li>
          ))}
        </ul>
      </Section>
      {open === 'reveal' ? (
        <RevealDialog
          entry={entry}
          onClose={close}
          onShown={(person) => {
            setShown(person);
            again();
          }}
        />
      ) : null}
      {open === 'verify' ? <VerifyDialog entry={entry} onClose={again} /> : null}
      {open === 'revoke' ? <RevokeDialog entry={entry} onClose={again} /> : null}
      {open === 'erase' ? <EraseDialog id={entry.id} version={entry.version} onClose={again} /> : null}
      {open === 'amend' && shown ? (
        <AmendDialog
          entry={entry}
          shown={shown}
          onClose={close}
          onDone={() => {
            setShown(undefined);
            again();
          }}
        />
      ) : null}
    </div>
  );
}

function EraseDialog({
  id,
  version,
  onClose,
}: {
  readonly id: string;
  readonly version: number;
  readonly onClose: () => void;
}) {
  const t = useT();
  const act = useAct(EraseProtectedPersonDocument);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('register.eraseTitle')}
      action={t('register.erase')}
      look="danger"
      busy={act.busy}
      onSubmit={() => act.send({ id, version }, onClose)}
    >
      {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
      <p>{t('register.eraseHint')}</p>
    </FormDialog>
  );
}
