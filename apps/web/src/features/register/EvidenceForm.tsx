import { useRef, useState } from 'react';
import { hasMessage, useT } from '../../app/i18n.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { addEvidence, FileRefused } from './register-files.js';
import styles from './Register.module.css';

interface EvidenceFormProps {
  readonly entryId: string;
  readonly onAdded: () => void;
}

/** Adds a proof to an entry: what is shown afterwards is that there is one more, never what it is. */
export function EvidenceForm({ entryId, onAdded }: EvidenceFormProps) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const add = (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setRefused(undefined);
    addEvidence(entryId, file).then(
      () => {
        setBusy(false);
        onAdded();
      },
      (failure: unknown) => {
        setBusy(false);
        const key = `fileRefused.${failure instanceof FileRefused ? (failure.reason ?? failure.code) : 'other'}`;
        setRefused(t(hasMessage(key) ? key : 'fileRefused.other'));
      },
    );
  };
  return (
    <div className={styles.stack}>
      {refused ? <Banner tone="danger" urgent title={refused} /> : null}
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('register.addFile')}
        accept=".pdf,.png,.jpg,.jpeg,.webp,.txt"
        onChange={(event) => {
          add(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <span>
        <Button small busy={busy} onClick={() => picker.current?.click()}>
          {t('register.addFile')}
        </Button>{' '}
        <span className={styles.quiet}>{t('register.addFileHint')}</span>
      </span>
    </div>
  );
}
