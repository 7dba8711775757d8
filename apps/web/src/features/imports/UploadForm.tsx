import { useQuery } from '@apollo/client/react';
import { useRef, useState, type DragEvent, type FormEvent } from 'react';
import { formatShare } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { ImportTargetsDocument } from '../../gql/imports.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { UserText } from '../../ui/UserText.js';
import { upload, UploadRefused } from './upload.js';
import styles from './ImportsPage.module.css';

/** An export is a JSON file called result.json; a batch has a table's or a line's name. */
function guessKind(fileName: string): 'telegram_export' | 'referral_batch' {
  return /result.*\.json$/i.test(fileName) ? 'telegram_export' : 'referral_batch';
}

interface UploadFormProps {
  readonly onUploaded: (id: string) => void;
}

/** Chooses a file and what it is; a refused upload keeps every choice. */
export function UploadForm({ onUploaded }: UploadFormProps) {
  const t = useT();
  const { data, error, refetch } = useQuery(ImportTargetsDocument);
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<'telegram_export' | 'referral_batch'>('telegram_export');
  const [platformId, setPlatformId] = useState('');
  const [sourceId, setSourceId] = useState('');
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [share, setShare] = useState<number>();
  const [refused, setRefused] = useState<UploadRefused>();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} tall />;
  const platforms = data.platforms;
  const sources = data.sources.filter((source) => source.active);
  const platform = platformId || (platforms.find((each) => each.kind === 'telegram') ?? platforms[0])?.id || '';
  const wanted = kind === 'telegram_export' ? 'staff' : 'referral';
  const source = sourceId || (sources.find((each) => each.kind === wanted) ?? sources[0])?.id || '';

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setKind(guessKind(chosen.name));
    setRefused(undefined);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!file) {
      picker.current?.focus();
      return;
    }
    setRefused(undefined);
    setShare(0);
    const request = { file, kind, sourceId: source, zone, ...(platform ? { platformId: platform } : {}) };
    upload(request, setShare).then(
      (id) => {
        setShare(undefined);
        setFile(undefined);
        if (picker.current) picker.current.value = '';
        onUploaded(id);
      },
      (failure: unknown) => {
        setShare(undefined);
        setRefused(failure instanceof UploadRefused ? failure : new UploadRefused('UNREACHABLE', undefined, ''));
      },
    );
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <label className={styles.pick}>
          {file ? <UserText inline text={file.name} /> : <span>{t('import.choose')}</span>}
          <span className={styles.pickButton} aria-hidden="true">
            {t('import.pick')}
          </span>
          <input
            ref={picker}
            type="file"
            className="visually-hidden"
            accept=".json,.ndjson,.jsonl,.csv"
            onChange={(event) => choose(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <div className={styles.choices}>
        <SelectField
          label={t('import.kind')}
          value={kind}
          onChange={(event) =>
            setKind(event.currentTarget.value === 'referral_batch' ? 'referral_batch' : 'telegram_export')
          }
          options={[
            { value: 'telegram_export', label: t('import.kind.telegram_export') },
            { value: 'referral_batch', label: t('import.kind.referral_batch') },
          ]}
        />
        <SelectField
          label={t('import.platform')}
          value={platform}
          onChange={(event) => setPlatformId(event.currentTarget.value)}
          options={platforms.map((each) => ({ value: each.id, label: each.name }))}
        />
        <SelectField
          label={t('import.source')}
          value={source}
          onChange={(event) => setSourceId(event.currentTarget.value)}
          options={sources.map((each) => ({ value: each.id, label: each.name }))}
        />
        {kind === 'telegram_export' ? (
          <TextField
            label={t('import.zone')}
            hint={t('import.zoneHint')}
            dir="ltr"
            value={zone}
            onChange={(event) => setZone(event.currentTarget.value)}
          />
        ) : null}
      </div>
      {refused ? (
        <Banner tone="danger" urgent title={t('import.refused')}>
          <p dir="auto">{refused.field ? `${refused.field}: ${refused.message}` : refused.message}</p>
        </Banner>
      ) : null}
      <div className={styles.send}>
        <Button type="submit" look="main" busy={share !== undefined} disabled={!file}>
          {t('import.start')}
        </Button>
        {share === undefined ? null : (
          <>
            <progress className={styles.progress} max={1} value={share} aria-label={t('import.sending')} />{' '}
            <span>{formatShare(share)}</span>
          </>
        )}
      </div>
    </form>
  );
}
