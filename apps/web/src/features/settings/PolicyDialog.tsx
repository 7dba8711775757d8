import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import {
  CreatePolicyDocument,
  PublishPolicyVersionDocument,
  type MeasureCode,
  type PolicyPartsFragment,
} from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextArea, TextField } from '../../ui/Field.js';
import { CATEGORIES, Checks, oneOf, useOptions } from './choices.js';
import { filled, textIn } from './policy-draft-rules.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface PolicyDialogProps {
  /** Undefined for a new policy. */
  readonly policy: PolicyPartsFragment | undefined;
  readonly measures: readonly MeasureCode[];
  readonly irreversible: readonly MeasureCode[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const GROUNDS = ['law', 'terms'] as const;
const FIELDS = ['code', 'titles', 'guidances', 'legalReference', 'severityMinutes', 'measures'];

function own(texts: Readonly<Record<string, unknown>> | undefined, language: string): string {
  const text = texts?.[language];
  return typeof text === 'string' ? text : '';
}

/** Writes a policy's next version; widening its measures waits for a second person, and says so. */
export function PolicyDialog({ policy, measures, irreversible, onClose, onSaved }: PolicyDialogProps) {
  const t = useT();
  const current = policy?.current;
  const create = useSave(CreatePolicyDocument);
  const publish = useSave(PublishPolicyVersionDocument);
  const save = policy ? publish : create;
  const [code, setCode] = useState(policy?.code ?? '');
  const [category, setCategory] = useState<(typeof CATEGORIES)[number]>(policy?.category ?? 'general');
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>(policy?.ground === 'law' ? 'law' : 'terms');
  const [titles, setTitles] = useState({ en: own(current?.titles, 'en'), ar: own(current?.titles, 'ar') });
  const [guidances, setGuidances] = useState({ en: own(current?.guidances, 'en'), ar: own(current?.guidances, 'ar') });
  const [reference, setReference] = useState(current?.legalReference ?? '');
  const [severity, setSeverity] = useState(String(current?.severityMinutes ?? 60));
  const [chosen, setChosen] = useState<readonly MeasureCode[]>(current?.measures ?? []);
  const [second, setSecond] = useState(current?.requiresSecond ?? false);
  const categories = useOptions(CATEGORIES, (value) => `category.${value}`);

  const told = (proposal: unknown) => {
    notify(proposal ? t('changes.waits') : t('policies.published'), proposal ? 'waiting' : 'plain');
    onSaved();
  };
  const submit = () => {
    const version = {
      titles: filled(titles),
      guidances: filled(guidances),
      legalReference: reference.trim() || null,
      severityMinutes: Number(severity),
      measures: chosen,
      requiresSecond: second,
    };
    if (policy && current) {
      publish.send({ policyId: policy.id, basedOn: current.n, version }, (data) =>
        told(data.publishPolicyVersion.proposal),
      );
    } else {
      create.send({ code: code.trim(), category, ground, version }, (data) => told(data.createPolicy.proposal));
    }
  };
  const other = save.otherError(FIELDS);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={policy ? t('policies.newVersionOf', { title: textIn(policy.current.titles, 'en') }) : t('policies.new')}
      action={t('policies.publish')}
      busy={save.busy}
      onSubmit={submit}
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        {policy ? null : (
          <div className={styles.pair}>
            <TextField
              label={t('settings.code')}
              dir="ltr"
              value={code}
              error={save.errorOf('code')}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <SelectField
              label={t('policies.category')}
              value={category}
              options={categories}
              onChange={(event) => setCategory(oneOf(CATEGORIES, event.currentTarget.value, 'general'))}
            />
            <SelectField
              label={t('policies.ground')}
              value={ground}
              options={GROUNDS.map((value) => ({ value, label: t(`policies.ground.${value}`) }))}
              onChange={(event) => setGround(oneOf(GROUNDS, event.currentTarget.value, 'terms'))}
            />
          </div>
        )}
        <div className={styles.pair}>
          <TextField
            label={t('policies.titleEn')}
            dir="ltr"
            lang="en"
            value={titles.en}
            error={save.errorOf('titles')}
            onChange={(event) => setTitles({ ...titles, en: event.currentTarget.value })}
          />
          <TextField
            label={t('policies.titleAr')}
            dir="rtl"
            lang="ar"
            value={titles.ar}
            onChange={(event) => setTitles({ ...titles, ar: event.currentTarget.value })}
          />
        </div>
        <div className={styles.pair}>
          <TextArea
            label={t('policies.guidanceEn')}
            dir="ltr"
            lang="en"
            rows={5}
            value={guidances.en}
            error={save.errorOf('guidances')}
            onChange={(event) => setGuidances({ ...guidances, en: event.currentTarget.value })}
          />
          <TextArea
            label={t('policies.guidanceAr')}
            dir="rtl"
            lang="ar"
            rows={5}
            value={guidances.ar}
            onChange={(event) => setGuidances({ ...guidances, ar: event.currentTarget.value })}
          />
        </div>
        <div className={styles.pair}>
          <TextField
            label={t('policies.reference')}
            value={reference}
            error={save.errorOf('legalReference')}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          <TextField
            label={t('policies.severity')}
            hint={t('policies.severityHint')}
            type="number"
            min={0}
            max={2880}
            value={severity}
            error={save.errorOf('severityMinutes')}
            onChange={(event) => setSeverity(event.currentTarget.value)}
          />
        </div>
        <Checks
          legend={t('policies.measures')}
          values={measures}
          chosen={chosen}
          wordsOf={(measure) =>
            irreversible.includes(measure)
              ? t('policies.irreversible', { measure: t(`measure.${measure}`) })
              : t(`measure.${measure}`)
          }
          onChange={setChosen}
        />
        <Check checked={second} onChange={(event) => setSecond(event.currentTarget.checked)}>
          {t('policies.second')}
        </Check>
      </div>
    </FormDialog>
  );
}
