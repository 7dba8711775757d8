import { useState } from 'react';
import { useLanguage, useT } from '../../app/i18n.js';
import { SaveReasonDocument, type AppealOutcome, type ReasonTemplateFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextArea, TextField } from '../../ui/Field.js';
import { oneOf } from './choices.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface ReasonDialogProps {
  readonly template: ReasonTemplateFragment | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const outcomes = ['upheld', 'partially_reversed', 'reversed', 'omitted'] as const satisfies readonly AppealOutcome[];
const languages = ['ar', 'en', 'fr', 'ru', 'fa', 'tr'] as const;

/** Makes or changes words that handlers start from; somebody else's change in between is a conflict, not a loss. */
export function ReasonDialog({ template, onClose, onSaved }: ReasonDialogProps) {
  const t = useT();
  const interfaceLanguage = useLanguage();
  const save = useSave(SaveReasonDocument);
  const [outcome, setOutcome] = useState<AppealOutcome>(template?.outcome ?? 'upheld');
  const [language, setLanguage] = useState(template?.language ?? interfaceLanguage);
  const [title, setTitle] = useState(template?.title ?? '');
  const [body, setBody] = useState(template?.body ?? '');
  const [active, setActive] = useState(template?.active ?? true);
  const names = new Intl.DisplayNames([interfaceLanguage], { type: 'language' });
  const other = save.otherError(['title', 'body', 'language']);
  const submit = () =>
    save.send(
      {
        id: template?.id ?? null,
        version: template?.version ?? null,
        outcome,
        language,
        title: title.trim(),
        body: body.trim(),
        active,
      },
      onSaved,
    );
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={template ? t('reasons.edit') : t('reasons.new')}
      action={t('settings.save')}
      busy={save.busy}
      onSubmit={submit}
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <div className={styles.pair}>
          <SelectField
            label={t('decide.outcome')}
            value={outcome}
            options={outcomes.map((value) => ({ value, label: t(`appealOutcome.${value}`) }))}
            onChange={(event) => setOutcome(oneOf(outcomes, event.currentTarget.value, 'upheld'))}
          />
          <SelectField
            label={t('column.language')}
            value={language}
            options={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
            onChange={(event) => setLanguage(oneOf(languages, event.currentTarget.value, 'en'))}
            error={save.errorOf('language')}
          />
        </div>
        <TextField
          label={t('reasons.title')}
          lang={language}
          dir="auto"
          value={title}
          error={save.errorOf('title')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextArea
          label={t('reasons.body')}
          lang={language}
          rows={8}
          value={body}
          error={save.errorOf('body')}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Check checked={active} onChange={(event) => setActive(event.currentTarget.checked)}>
          {t('settings.active')}
        </Check>
      </div>
    </FormDialog>
  );
}
