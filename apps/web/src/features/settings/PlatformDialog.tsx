import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { SavePlatformDocument, type PlatformPartsFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { oneOf, PLATFORM_KINDS, useOptions } from './choices.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface PlatformDialogProps {
  readonly platform: PlatformPartsFragment | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A service we moderate: where its orders go, how fast, and whether they wait. */
export function PlatformDialog({ platform, onClose, onSaved }: PlatformDialogProps) {
  const t = useT();
  const save = useSave(SavePlatformDocument);
  const [code, setCode] = useState(platform?.code ?? '');
  const [kind, setKind] = useState<(typeof PLATFORM_KINDS)[number]>(platform?.kind ?? 'telegram');
  const [name, setName] = useState(platform?.name ?? '');
  const [endpoint, setEndpoint] = useState(platform?.endpointUrl ?? '');
  const [rate, setRate] = useState(String(platform?.ordersPerSecond ?? 30));
  const [paused, setPaused] = useState(platform?.paused ?? false);
  const kinds = useOptions(PLATFORM_KINDS, (value) => `platformKind.${value}`);
  const other = save.otherError(['code', 'name', 'endpointUrl', 'ordersPerSecond']);
  const submit = () =>
    save.send(
      {
        id: platform?.id ?? null,
        code: code.trim(),
        kind,
        name: name.trim(),
        endpointUrl: endpoint.trim() || null,
        ordersPerSecond: Number(rate),
        paused,
        version: platform?.version ?? null,
      },
      onSaved,
    );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={platform ? platform.name : t('platforms.new')}
      action={t('settings.save')}
      busy={save.busy}
      onSubmit={submit}
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
          <SelectField
            label={t('platforms.kind')}
            value={kind}
            options={kinds}
            onChange={(event) => setKind(oneOf(PLATFORM_KINDS, event.currentTarget.value, 'other'))}
          />
        </div>
        <TextField
          label={t('settings.name')}
          dir="auto"
          value={name}
          error={save.errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('platforms.endpoint')}
          hint={t('platforms.endpointHint')}
          type="url"
          dir="ltr"
          value={endpoint}
          error={save.errorOf('endpointUrl')}
          onChange={(event) => setEndpoint(event.currentTarget.value)}
        />
        <TextField
          label={t('platforms.ordersPerSecond')}
          type="number"
          min={1}
          value={rate}
          error={save.errorOf('ordersPerSecond')}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <Check checked={paused} onChange={(event) => setPaused(event.currentTarget.checked)}>
          {t('platforms.pause')}
        </Check>
      </div>
    </FormDialog>
  );
}
