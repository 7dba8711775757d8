import { useState } from 'react';
import { useLanguage, useT } from '../../app/i18n.js';
import { SaveQueueDocument, type MeasureCode, type SettingsQueueFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { Checks, oneOf, QUEUE_KINDS, useOptions } from './choices.js';
import { filled } from './policy-draft-rules.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface QueueDialogProps {
  readonly queue: SettingsQueueFragment | undefined;
  readonly queues: readonly SettingsQueueFragment[];
  readonly measures: readonly MeasureCode[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function own(names: Readonly<Record<string, unknown>> | undefined, language: string): string {
  const name = names?.[language];
  return typeof name === 'string' ? name : '';
}

/** Makes or changes a queue; somebody else's change in between is a conflict, not a loss. */
export function QueueDialog({ queue, queues, measures, onClose, onSaved }: QueueDialogProps) {
  const t = useT();
  const language = useLanguage();
  const save = useSave(SaveQueueDocument);
  const [code, setCode] = useState(queue?.code ?? '');
  const [names, setNames] = useState({ en: own(queue?.names, 'en'), ar: own(queue?.names, 'ar') });
  const [kind, setKind] = useState<(typeof QUEUE_KINDS)[number]>(queue?.kind ?? 'general');
  const [twoPerson, setTwoPerson] = useState(queue?.twoPerson ?? false);
  const [active, setActive] = useState(queue?.active ?? true);
  const [hidden, setHidden] = useState<readonly MeasureCode[]>(queue?.hiddenMeasures ?? []);
  const [escalation, setEscalation] = useState(queue?.escalationQueue?.id ?? '');
  const kinds = useOptions(QUEUE_KINDS, (value) => `queueKind.${value}`);
  const other = save.otherError(['code', 'names']);
  const submit = () =>
    save.send(
      {
        id: queue?.id ?? null,
        code: code.trim(),
        names: filled(names),
        kind,
        twoPerson,
        hiddenMeasures: hidden,
        escalationQueueId: escalation || null,
        active,
        version: queue?.version ?? null,
        language,
      },
      onSaved,
    );
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={queue ? queue.name : t('queuesSettings.new')}
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
            label={t('queuesSettings.kind')}
            value={kind}
            options={kinds}
            onChange={(event) => setKind(oneOf(QUEUE_KINDS, event.currentTarget.value, 'general'))}
          />
        </div>
        <div className={styles.pair}>
          <TextField
            label={t('queuesSettings.nameEn')}
            dir="ltr"
            lang="en"
            value={names.en}
            error={save.errorOf('names')}
            onChange={(event) => setNames({ ...names, en: event.currentTarget.value })}
          />
          <TextField
            label={t('queuesSettings.nameAr')}
            dir="rtl"
            lang="ar"
            value={names.ar}
            onChange={(event) => setNames({ ...names, ar: event.currentTarget.value })}
          />
        </div>
        <SelectField
          label={t('queuesSettings.escalation')}
          value={escalation}
          options={[
            { value: '', label: t('queuesSettings.noEscalation') },
            ...queues.filter((each) => each.id !== queue?.id).map((each) => ({ value: each.id, label: each.name })),
          ]}
          onChange={(event) => setEscalation(event.currentTarget.value)}
        />
        <Checks
          legend={t('queuesSettings.hidden')}
          values={measures}
          chosen={hidden}
          wordsOf={(measure) => t(`measure.${measure}`)}
          onChange={setHidden}
        />
        <Check checked={twoPerson} onChange={(event) => setTwoPerson(event.currentTarget.checked)}>
          {t('queuesSettings.twoPerson')}
        </Check>
        <Check checked={active} onChange={(event) => setActive(event.currentTarget.checked)}>
          {t('settings.active')}
        </Check>
      </div>
    </FormDialog>
  );
}
