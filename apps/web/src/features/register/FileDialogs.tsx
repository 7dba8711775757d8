import { useState } from 'react';
import { hasMessage, useT } from '../../app/i18n.js';
import { Banner } from '../../ui/Banner.js';
import { Dialog, FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { UserText } from '../../ui/UserText.js';
import { REVEAL_REASONS } from './EntryDialogs.js';
import { exportRegister, FileRefused, importRegister, type ImportReport } from './register-files.js';
import styles from './Register.module.css';

function useRefusal() {
  const t = useT();
  const [refused, setRefused] = useState<string>();
  return {
    refused,
    clear: () => setRefused(undefined),
    refuse: (failure: unknown) => {
      const key = `fileRefused.${failure instanceof FileRefused ? (failure.reason ?? failure.code) : 'other'}`;
      setRefused(t(hasMessage(key) ? key : 'fileRefused.other'));
    },
  };
}

/** Reads a register file: good lines are declared, bad ones are told by line and field. */
export function ImportDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useT();
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ImportReport>();
  const { refused, refuse, clear } = useRefusal();
  const submit = () => {
    if (!file) return;
    setBusy(true);
    clear();
    importRegister(file).then(
      (read) => {
        setBusy(false);
        setReport(read);
        onDone();
      },
      (failure: unknown) => {
        setBusy(false);
        refuse(failure);
      },
    );
  };
  if (report) return <ReportDialog report={report} onClose={onClose} />;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('register.import')}
      action={t('register.import')}
      busy={busy}
      onSubmit={submit}
    >
      <div className={styles.stack}>
        {refused ? <Banner tone="danger" urgent title={refused} /> : null}
        <p>{t('register.importHint')}</p>
        <TextField
          label={t('register.chooseFile')}
          type="file"
          accept=".csv,.json"
          onChange={(event) => setFile(event.currentTarget.files?.[0])}
        />
      </div>
    </FormDialog>
  );
}

function ReportDialog({ report, onClose }: { readonly report: ImportReport; readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} title={t('register.import')} wide>
      <div className={styles.stack}>
        <p role="status">
          {t('register.imported', { imported: report.imported, known: report.known, faults: report.faults.length })}
        </p>
        <p>
          {t(`fileSigned.${report.signed}`)} {report.signer ? <Handle value={report.signer} short={16} /> : null}
        </p>
        {report.faults.length > 0 ? (
          <ul className={styles.list}>
            {report.faults.map((fault) => (
              <li key={`${fault.line} ${fault.field}`}>
                {t('register.line', { line: fault.line })} · <span dir="ltr">{fault.field}</span>:{' '}
                <UserText inline text={fault.message} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Saves everybody's names into a signed file: asks why, and the server asks who. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const [format, setFormat] = useState<'csv' | 'json'>('json');
  const [reason, setReason] = useState(REVEAL_REASONS[0] ?? 'verify');
  const [busy, setBusy] = useState(false);
  const { refused, refuse, clear } = useRefusal();
  const submit = () => {
    setBusy(true);
    clear();
    exportRegister(format, reason).then(onClose, (failure: unknown) => {
      setBusy(false);
      refuse(failure);
    });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('register.export')}
      action={t('register.export')}
      look="danger"
      busy={busy}
      onSubmit={submit}
    >
      <div className={styles.stack}>
        {refused ? <Banner tone="danger" urgent title={refused} /> : null}
        <p>{t('register.exportHint')}</p>
        <SelectField
          label={t('register.reason')}
          value={reason}
          onChange={(event) => setReason(REVEAL_REASONS.find((one) => one === event.currentTarget.value) ?? reason)}
          options={REVEAL_REASONS.map((one) => ({ value: one, label: t(`revealReason.${one}`) }))}
        />
        <SelectField
          label={t('register.format')}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value === 'csv' ? 'csv' : 'json')}
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </div>
    </FormDialog>
  );
}
