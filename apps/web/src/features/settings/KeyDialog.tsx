import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { CreateApiKeyDocument, type PlatformPartsFragment, type SourcePartsFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Checks } from './choices.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

const SCOPES = ['flags', 'subjects', 'orders'] as const;

interface KeyDialogProps {
  readonly sources: readonly SourcePartsFragment[];
  readonly platforms: readonly PlatformPartsFragment[];
  readonly onClose: () => void;
  /** The secret, shown once; none when the key waits for a second person. */
  readonly onSaved: (secret: string | null | undefined) => void;
}

/** A new key for one source; a key that may give orders waits for a second person. */
export function KeyDialog({ sources, platforms, onClose, onSaved }: KeyDialogProps) {
  const t = useT();
  const save = useSave(CreateApiKeyDocument);
  const [name, setName] = useState('');
  const [sourceId, setSourceId] = useState(sources[0]?.id ?? '');
  const [platformId, setPlatformId] = useState('');
  const [scopes, setScopes] = useState<ReadonlyArray<(typeof SCOPES)[number]>>(['flags']);
  const [limit, setLimit] = useState('6000');
  const other = save.otherError(['name', 'scopes', 'requestsPerMinute']);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('keysSettings.new')}
      action={t('keysSettings.create')}
      busy={save.busy}
      onSubmit={() =>
        save.send(
          {
            name: name.trim(),
            sourceId: sourceId || null,
            platformId: platformId || null,
            scopes,
            requestsPerMinute: Number(limit),
          },
          (data) => {
            if (data.createApiKey.proposal) notify(t('changes.waits'), 'waiting');
            onSaved(data.createApiKey.secret);
          },
        )
      }
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <TextField
          label={t('settings.name')}
          dir="auto"
          value={name}
          error={save.errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SelectField
          label={t('import.source')}
          value={sourceId}
          options={sources.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(event) => setSourceId(event.currentTarget.value)}
        />
        <SelectField
          label={t('import.platform')}
          value={platformId}
          options={[
            { value: '', label: t('sources.anyPlatform') },
            ...platforms.map((each) => ({ value: each.id, label: each.name })),
          ]}
          onChange={(event) => setPlatformId(event.currentTarget.value)}
        />
        <Checks
          legend={t('keysSettings.scopes')}
          values={SCOPES}
          chosen={scopes}
          wordsOf={(scope) => t(`scope.${scope}`)}
          onChange={setScopes}
        />
        <TextField
          label={t('keysSettings.perMinute')}
          type="number"
          min={1}
          value={limit}
          error={save.errorOf('requestsPerMinute')}
          onChange={(event) => setLimit(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
