import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { JudgeCollateralDocument, type CollateralPartsFragment } from '../../gql/collateral.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextArea } from '../../ui/Field.js';
import { BASES, CLASSES } from './collateral-words.js';
import styles from './Collateral.module.css';
import { useAct } from './use-act.js';

interface JudgeDialogProps {
  readonly collateral: CollateralPartsFragment;
  readonly confirm: boolean;
  readonly onClose: () => void;
}

/** Says that somebody was swept up, who they are and why they were there; or that they were not. */
export function JudgeDialog({ collateral, confirm, onClose }: JudgeDialogProps) {
  const t = useT();
  const act = useAct(JudgeCollateralDocument);
  const [who, setWho] = useState(collateral.class);
  const [basis, setBasis] = useState(collateral.basis);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = asked && note.trim() === '';
  const submit = () => {
    setAsked(true);
    if (note.trim() === '') return;
    act.send({ id: collateral.id, version: collateral.version, confirm, class: who, basis, note }, onClose);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(confirm ? 'collateral.confirm' : 'collateral.reject')}
      action={t(confirm ? 'collateral.confirm' : 'collateral.reject')}
      busy={act.busy}
      onSubmit={submit}
    >
      {confirm ? (
        <div className={styles.filters}>
          <SelectField
            label={t('collateral.class')}
            value={who}
            onChange={(event) => setWho(CLASSES.find((one) => one === event.currentTarget.value) ?? who)}
            options={CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) }))}
          />
          <SelectField
            label={t('collateral.basis')}
            value={basis}
            onChange={(event) => setBasis(BASES.find((one) => one === event.currentTarget.value) ?? basis)}
            options={BASES.map((one) => ({ value: one, label: t(`basis.${one}`) }))}
          />
        </div>
      ) : null}
      <TextArea
        label={t('collateral.note')}
        hint={t('collateral.noteHint')}
        value={note}
        error={missing ? t('collateral.noteMissing') : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {act.failure ? (
        <p className={styles.fault} role="alert">
          {act.failure}
        </p>
      ) : null}
    </FormDialog>
  );
}
