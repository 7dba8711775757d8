import { useQuery } from '@apollo/client/react';
import { useT, type MessageKey } from '../../app/i18n.js';
import { RegisterPlatformsDocument } from '../../gql/register.js';
import { Button } from '../../ui/Button.js';
import { Check, SelectField, TextArea, TextField } from '../../ui/Field.js';
import { BASES, CLASSES, hasPlatform, IDENTIFIER_KINDS, mayDeclare, type EntryDraft } from './entry-draft-rules.js';
import styles from './Register.module.css';

interface EntryFormProps {
  readonly draft: EntryDraft;
  readonly onChange: (draft: EntryDraft) => void;
  /** True for the name of a field that the server refused, as the form counts its lines. */
  readonly refused: (field: string) => boolean;
}

/** The seven elements of Art. 18(1) of the European Media Freedom Act that are answered by yes. */
const DECLARED = [
  'mediaServiceProvider',
  'ownershipPublic',
  'editoriallyIndependent',
  'generatedContentReviewed',
] as const;
const WRITTEN = ['legalName', 'email', 'phone', 'oversightName', 'oversightContact'] as const;

/** Everything that an entry says: who, how they are known, and what a media service declares. */
export function EntryForm({ draft, onChange, refused }: EntryFormProps) {
  const t = useT();
  const set = (part: Partial<EntryDraft>) => onChange({ ...draft, ...part });
  const errorOf = (field: string, key: MessageKey = 'register.wrong') => (refused(field) ? t(key) : undefined);
  return (
    <div className={styles.stack}>
      <div className={styles.pairs}>
        <SelectField
          label={t('register.class')}
          value={draft.class}
          error={errorOf('class')}
          onChange={(event) => {
            const chosen = CLASSES.find((one) => one === event.currentTarget.value);
            if (chosen) set({ class: chosen });
          }}
          options={CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) }))}
        />
        <SelectField
          label={t('register.basis')}
          value={draft.basis}
          onChange={(event) => set({ basis: BASES.find((one) => one === event.currentTarget.value) ?? '' })}
          options={[
            { value: '', label: t('register.noBasis') },
            ...BASES.map((one) => ({ value: one, label: t(`basis.${one}`) })),
          ]}
        />
        {(['name', 'organisation'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`register.${field}`)}
            dir="auto"
            autoComplete="off"
            value={draft[field]}
            error={errorOf(`details.${field}`, 'register.nameNeeded')}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <TextField
        label={t('register.contact')}
        hint={t('register.contactHint')}
        dir="auto"
        autoComplete="off"
        value={draft.contact}
        error={errorOf('details.contact')}
        onChange={(event) => set({ contact: event.currentTarget.value })}
      />
      <Identifiers draft={draft} onChange={onChange} refused={refused} />
      <TextArea
        label={t('register.note')}
        value={draft.note}
        error={errorOf('details.note')}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {mayDeclare(draft.class) ? (
        <>
          <Check checked={draft.declares} onChange={(event) => set({ declares: event.currentTarget.checked })}>
            {t('register.declares')}
          </Check>
          {draft.declares ? <Declaration draft={draft} onChange={onChange} refused={refused} /> : null}
        </>
      ) : null}
    </div>
  );
}

function Identifiers({ draft, onChange, refused }: EntryFormProps) {
  const t = useT();
  const { data } = useQuery(RegisterPlatformsDocument);
  const platforms = data?.platforms ?? [];
  const set = (place: number, part: Partial<EntryDraft['identifiers'][number]>) =>
    onChange({
      ...draft,
      identifiers: draft.identifiers.map((one, at) => (at === place ? { ...one, ...part } : one)),
    });
  const line = (place: number, field: string) => refused(`identifiers.${place}.${field}`);
  return (
    <fieldset className={styles.group}>
      <legend>{t('register.identifiers')}</legend>
      <p className={styles.quiet}>{t('register.identifiersHint')}</p>
      {refused('identifiers') ? (
        <p role="alert" className={styles.fault}>
          {t('register.identifierNeeded')}
        </p>
      ) : null}
      {draft.identifiers.map((one, place) => (
        <div key={place} className={styles.identifier}>
          <SelectField
            label={t('register.kind')}
            value={one.kind}
            error={line(place, 'kind') ? t('register.wrong') : undefined}
            onChange={(event) => {
              const kind = IDENTIFIER_KINDS.find((each) => each === event.currentTarget.value);
              if (kind) set(place, { kind });
            }}
            options={IDENTIFIER_KINDS.map((kind) => ({ value: kind, label: t(`identifierKind.${kind}`) }))}
          />
          <SelectField
            label={t('register.platform')}
            value={hasPlatform(one.kind) ? one.platformId : ''}
            disabled={!hasPlatform(one.kind)}
            error={line(place, 'platformId') ? t('register.platformNeeded') : undefined}
            onChange={(event) => set(place, { platformId: event.currentTarget.value })}
            options={[
              { value: '', label: t('register.anyPlatform') },
              ...platforms.map((platform) => ({ value: platform.id, label: platform.name })),
            ]}
          />
          <TextField
            label={t('register.value')}
            dir={one.kind === 'byline' ? 'auto' : 'ltr'}
            autoComplete="off"
            value={one.value}
            error={line(place, 'value') ? t('register.notUnderstood') : undefined}
            onChange={(event) => set(place, { value: event.currentTarget.value })}
          />
        </div>
      ))}
      <Button
        small
        onClick={() =>
          onChange({ ...draft, identifiers: [...draft.identifiers, { platformId: '', kind: 'handle', value: '' }] })
        }
      >
        {t('register.addIdentifier')}
      </Button>
    </fieldset>
  );
}

function Declaration({ draft, onChange, refused }: EntryFormProps) {
  const t = useT();
  const { declaration } = draft;
  const set = (part: Partial<EntryDraft['declaration']>) =>
    onChange({ ...draft, declaration: { ...declaration, ...part } });
  const errorOf = (field: string) => (refused(`declaration.${field}`) ? t('register.elementMissing') : undefined);
  return (
    <fieldset className={styles.group}>
      <legend>{t('declaration.title')}</legend>
      <p className={styles.quiet}>{t('declaration.hint')}</p>
      {DECLARED.map((field) => (
        <div key={field}>
          <Check
            checked={declaration[field]}
            aria-invalid={errorOf(field) ? true : undefined}
            onChange={(event) => set({ [field]: event.currentTarget.checked })}
          >
            {t(`declaration.${field}`)}
          </Check>
          {errorOf(field) ? (
            <p role="alert" className={styles.fault}>
              {errorOf(field)}
            </p>
          ) : null}
        </div>
      ))}
      <div className={styles.pairs}>
        <SelectField
          label={t('declaration.oversight')}
          value={declaration.oversight ?? ''}
          error={errorOf('oversight')}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set({ oversight: value === 'regulator' || value === 'co_or_self_regulation' ? value : null });
          }}
          options={[
            { value: '', label: t('declaration.choose') },
            { value: 'regulator', label: t('declaration.regulator') },
            { value: 'co_or_self_regulation', label: t('declaration.co_or_self_regulation') },
          ]}
        />
        <TextField
          label={t('declaration.memberStates')}
          hint={t('declaration.memberStatesHint')}
          dir="ltr"
          value={declaration.memberStates}
          error={errorOf('memberStates')}
          onChange={(event) => set({ memberStates: event.currentTarget.value })}
        />
        {WRITTEN.map((field) => (
          <TextField
            key={field}
            label={t(`declaration.${field}`)}
            dir={field === 'email' || field === 'phone' ? 'ltr' : 'auto'}
            autoComplete="off"
            value={declaration[field]}
            error={errorOf(field)}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
