import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { SaveSourceDocument, type PlatformPartsFragment, type SourcePartsFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { oneOf, SOURCE_KINDS, useOptions } from './choices.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface SourceDialogProps {
  readonly source: SourcePartsFragment | undefined;
  readonly platforms: readonly PlatformPartsFragment[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Who sends flags, and of what kind they are: the kind sets their deadline. */
export function SourceDialog({ source, platforms, onClose, onSaved }: SourceDialogProps) {
  const t = useT();
  const save = useSave(SaveSourceDocument);
  const [code, setCode] = useState(source?.code ?? '');
  const [name, setName] = useState(source?.name ?? '');
  const [kind, setKind] = useState<(typeof SOURCE_KINDS)[number]>(source?.kind ?? 'user_report');
  const [platformId, setPlatformId] = useState(source?.platform?.id ?? '');
  const [active, setActive] = useState(source?.active ?? true);
  const [tellsReporters, setTellsReporters] = useState(source?.tellsReporters ?? false);
  const kinds = useOptions(SOURCE_KINDS, (value) => `sourceKind.${value}`);
  const other = save.otherError(['code', 'name']);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={source ? source.name : t('sources.new')}
      action={t('settings.save')}
      busy={save.busy}
      onSubmit={() =>
        save.send(
          {
            id: source?.id ?? null,
            code: code.trim(),
            name: name.trim(),
            kind,
            platformId: platformId || null,
            active,
            tellsReporters: platformId !== '' && tellsReporters,
          },
          onSaved,
        )
      }
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <div className={styles.pair}>
          <TextField
            label={t('settings.code')}
            dir="ltr"
            value={code}
            error={save.errorOf('code')}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextField
            label={t('settings.name')}
            dir="auto"
            value={name}
            error={save.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <SelectField
          label={t('sources.kind')}
          value={kind}
          options={kinds}
          onChange={(event) => setKind(oneOf(SOURCE_KINDS, event.currentTarget.value, 'user_report'))}
        />
        <SelectField
          label={t('import.platform')}
          value={platformId}
          options={[
            { value: '', label: t('sources.anyPlatform') },
            ...platforms.map((platform) => ({ value: platform.id, label: platform.name })),
          ]}
          onChange={(event) => setPlatformId(event.currentTarget.value)}
        />
        <Check checked={active} onChange={(event) => setActive(event.currentTarget.checked)}>
          {t('settings.active')}
        </Check>
        {platformId === '' ? null : (
          <Check checked={tellsReporters} onChange={(event) => setTellsReporters(event.currentTarget.checked)}>
            {t('sources.tellsReporters')}
          </Check>
        )}
      </div>
    </FormDialog>
  );
}
