import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import {
  RevealProtectedPersonDocument,
  RevokeProtectedPersonDocument,
  VerifyProtectedPersonDocument,
  type ProtectedEntryFragment,
  type RevealedFragment,
  type RevealReason,
  type RevokeReason,
  type VerificationMethod,
} from '../../gql/register.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextField } from '../../ui/Field.js';
import styles from './Register.module.css';
import { useAct } from './use-act.js';

export const REVEAL_REASONS: readonly RevealReason[] = [
  'verify',
  'renew',
  'decide',
  'appeal',
  'complaint_of_the_person',
  'audit',
  'correct_entry',
  'other',
];
const METHODS: readonly VerificationMethod[] = [
  'public_record',
  'regulator_or_self_regulator',
  'employer_or_institution',
  'published_work',
  'contact_answered',
  'known_in_person',
];
const REVOKE_REASONS: readonly RevokeReason[] = [
  'not_who_was_claimed',
  'no_longer_in_the_role',
  'asked_to_be_removed',
  'evidence_false',
  'duplicate',
  'other',
];

interface EntryDialogProps {
  readonly entry: ProtectedEntryFragment;
  readonly onClose: () => void;
}

/** Asks why somebody wants to know who an entry is; the server asks who is asking. */
export function RevealDialog({
  entry,
  onClose,
  onShown,
}: EntryDialogProps & { readonly onShown: (shown: RevealedFragment) => void }) {
  const t = useT();
  const act = useAct(RevealProtectedPersonDocument);
  const [reason, setReason] = useState<RevealReason>(entry.state === 'declared' ? 'verify' : 'decide');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('register.revealTitle', { reference: entry.reference })}
      action={t('register.reveal')}
      busy={act.busy}
      onSubmit={() => act.send({ id: entry.id, reason }, (data) => onShown(data.revealProtectedPerson))}
    >
      <div className={styles.stack}>
        {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
        <p>{t('register.revealHint')}</p>
        <SelectField
          label={t('register.reason')}
          value={reason}
          onChange={(event) => setReason(REVEAL_REASONS.find((one) => one === event.currentTarget.value) ?? reason)}
          options={REVEAL_REASONS.map((one) => ({ value: one, label: t(`revealReason.${one}`) }))}
        />
      </div>
    </FormDialog>
  );
}

/** One of the two verifications that begin a term. */
export function VerifyDialog({ entry, onClose }: EntryDialogProps) {
  const t = useT();
  const act = useAct(VerifyProtectedPersonDocument);
  const [method, setMethod] = useState<VerificationMethod>('published_work');
  const [day, setDay] = useState('');
  const renewal = entry.term > 0;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(renewal ? 'register.renewTitle' : 'register.verifyTitle', { reference: entry.reference })}
      action={t(renewal ? 'register.renew' : 'register.verify')}
      busy={act.busy}
      onSubmit={() =>
        act.send(
          { id: entry.id, version: entry.version, method, expiresAt: day === '' ? null : `${day}T23:59:59Z` },
          onClose,
        )
      }
    >
      <div className={styles.stack}>
        {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
        <p>{t('register.verifyHint')}</p>
        <SelectField
          label={t('register.method')}
          value={method}
          onChange={(event) => setMethod(METHODS.find((one) => one === event.currentTarget.value) ?? method)}
          options={METHODS.map((one) => ({ value: one, label: t(`verificationMethod.${one}`) }))}
        />
        <TextField
          label={t('register.until')}
          hint={t('register.untilHint')}
          type="date"
          value={day}
          error={act.fields.includes('expiresAt') ? t('register.untilHint') : undefined}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}

export function RevokeDialog({ entry, onClose }: EntryDialogProps) {
  const t = useT();
  const act = useAct(RevokeProtectedPersonDocument);
  const [reason, setReason] = useState<RevokeReason>('no_longer_in_the_role');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('register.revokeTitle', { reference: entry.reference })}
      action={t('register.revoke')}
      look="danger"
      busy={act.busy}
      onSubmit={() => act.send({ id: entry.id, version: entry.version, reason }, onClose)}
    >
      <div className={styles.stack}>
        {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
        <p>{t('register.revokeHint')}</p>
        <SelectField
          label={t('register.reason')}
          value={reason}
          onChange={(event) => setReason(REVOKE_REASONS.find((one) => one === event.currentTarget.value) ?? reason)}
          options={REVOKE_REASONS.map((one) => ({ value: one, label: t(`revokeReason.${one}`) }))}
        />
      </div>
    </FormDialog>
  );
}
