import { useState } from 'react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextArea, TextField } from '../../ui/Field.js';
import styles from './StepDialogs.module.css';

export type Step = 'skip' | 'escalate' | 'hold' | 'note';

export interface StepFacts {
  readonly words: string;
  /** ISO 8601; for holding. */
  readonly until: string;
}

interface StepDialogsProps {
  readonly step: Step | undefined;
  readonly caseId: string;
  readonly onClose: () => void;
  /** Resolves when it was done; the dialog stays open, with what was typed, when it was not. */
  readonly onStep: (step: Step, facts: StepFacts) => Promise<void>;
}

const skipReasons = ['language', 'distress', 'conflict', 'knowledge', 'other'] as const;

function localInput(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function inHours(hours: number): string {
  return localInput(new Date(Date.now() + hours * 3_600_000));
}

function StepForm({ step, caseId, onClose, onStep }: StepDialogsProps & { readonly step: Step }) {
  const t = useT();
  const [words, setWords, dropWords] = useDraftText(`${step}.${caseId}`);
  const [why, setWhy] = useState<(typeof skipReasons)[number]>('language');
  const [until, setUntil] = useState(() => inHours(4));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const needsWords = step !== 'skip' || why === 'other';
  const submit = () => {
    if (needsWords && words.trim() === '') {
      setFailure(t(step === 'note' ? 'need.note' : 'need.reason'));
      return;
    }
    const at = new Date(until);
    if (step === 'hold' && !(at.getTime() > Date.now())) {
      setFailure(t('need.future'));
      return;
    }
    setBusy(true);
    const said = step === 'skip' ? [t(`skip.${why}`), words.trim()].filter(Boolean).join(': ') : words.trim();
    onStep(step, { words: said, until: Number.isNaN(at.getTime()) ? '' : at.toISOString() }).then(
      () => {
        dropWords();
        onClose();
      },
      (error: unknown) => {
        setBusy(false);
        setFailure(errorWords(error, t));
      },
    );
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(`step.${step}`)}
      action={t(`step.${step}Go`)}
      busy={busy}
      onSubmit={submit}
    >
      {step === 'skip' ? (
        <SelectField
          label={t('skip.why')}
          autoFocus
          value={why}
          options={skipReasons.map((value) => ({ value, label: t(`skip.${value}`) }))}
          onChange={(event) => setWhy(skipReasons.find((each) => each === event.currentTarget.value) ?? 'other')}
        />
      ) : null}
      {step === 'hold' ? (
        <>
          <TextField
            label={t('hold.until')}
            type="datetime-local"
            dir="ltr"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <div className={styles.quick}>
            {[1, 4, 24, 72].map((hours) => (
              <button key={hours} type="button" className={styles.chip} onClick={() => setUntil(inHours(hours))}>
                {t('hold.hours', { hours })}
              </button>
            ))}
          </div>
        </>
      ) : null}
      <TextArea
        label={t(step === 'note' ? 'note.label' : 'reason.label')}
        hint={step === 'skip' ? t('skip.hint') : undefined}
        autoFocus={step !== 'skip'}
        data-autofocus={step !== 'skip'}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        error={failure}
      />
    </FormDialog>
  );
}

/** Skip, escalate, hold, note: each asks only for what it needs. */
export function StepDialogs(props: StepDialogsProps) {
  return props.step ? <StepForm {...props} key={`${props.step} ${props.caseId}`} step={props.step} /> : null;
}
