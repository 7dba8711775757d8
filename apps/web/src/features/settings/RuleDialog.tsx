import { useState } from 'react';
import { useLanguage, useT } from '../../app/i18n.js';
import { SaveRoutingRuleDocument, type RulePartsFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { CATEGORIES, Checks, SOURCE_KINDS, SUBJECT_KINDS } from './choices.js';
import type { RoutingNames } from './RoutingPanel.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface RuleDialogProps {
  readonly rule: RulePartsFragment | undefined;
  readonly names: RoutingNames;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** An empty choice asks for nothing: the rule then holds for any. */
function orNone<Value>(chosen: readonly Value[]): readonly Value[] | null {
  return chosen.length > 0 ? chosen : null;
}

/** A routing rule: all of its conditions must hold; within one condition, any of its values. */
export function RuleDialog({ rule, names, onClose, onSaved }: RuleDialogProps) {
  const t = useT();
  const language = useLanguage();
  const save = useSave(SaveRoutingRuleDocument);
  const before = rule?.conditions;
  const [name, setName] = useState(rule?.name ?? '');
  const [queueId, setQueueId] = useState(rule?.queue.id ?? names.queues[0]?.id ?? '');
  const [active, setActive] = useState(rule?.active ?? true);
  const [platformIds, setPlatformIds] = useState<readonly string[]>(before?.platformIds ?? []);
  const [sourceKinds, setSourceKinds] = useState<ReadonlyArray<(typeof SOURCE_KINDS)[number]>>(
    before?.sourceKinds ?? [],
  );
  const [policyIds, setPolicyIds] = useState<readonly string[]>(before?.policyIds ?? []);
  const [languages, setLanguages] = useState((before?.languages ?? []).join(', '));
  const [subjectKinds, setSubjectKinds] = useState<ReadonlyArray<(typeof SUBJECT_KINDS)[number]>>(
    before?.subjectKinds ?? [],
  );
  const [categories, setCategories] = useState<ReadonlyArray<(typeof CATEGORIES)[number]>>(before?.categories ?? []);
  const [audience, setAudience] = useState(before?.audienceAtLeast ? String(before.audienceAtLeast) : '');
  const platformName = new Map(names.platforms.map((platform) => [platform.id, platform.name]));
  const policyTitle = new Map(names.policies.map((policy) => [policy.id, policy.current.title]));
  const other = save.otherError(['name']);
  const submit = () =>
    save.send(
      {
        id: rule?.id ?? null,
        name: name.trim(),
        queueId,
        active,
        version: rule?.version ?? null,
        language,
        conditions: {
          platformIds: orNone(platformIds),
          sourceKinds: orNone(sourceKinds),
          policyIds: orNone(policyIds),
          languages: orNone(languages.split(/[\s,،]+/).filter(Boolean)),
          subjectKinds: orNone(subjectKinds),
          categories: orNone(categories),
          audienceAtLeast: audience === '' ? null : Number(audience),
        },
      },
      onSaved,
    );
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={rule ? rule.name : t('routing.new')}
      action={t('settings.save')}
      busy={save.busy}
      onSubmit={submit}
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <div className={styles.pair}>
          <TextField
            label={t('settings.name')}
            dir="auto"
            value={name}
            error={save.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SelectField
            label={t('routing.queue')}
            value={queueId}
            options={names.queues.map((queue) => ({ value: queue.id, label: queue.name }))}
            onChange={(event) => setQueueId(event.currentTarget.value)}
          />
        </div>
        <Checks
          legend={t('routing.platforms')}
          values={names.platforms.map((platform) => platform.id)}
          chosen={platformIds}
          wordsOf={(id) => platformName.get(id) ?? id}
          onChange={setPlatformIds}
        />
        <Checks
          legend={t('routing.sources')}
          values={SOURCE_KINDS}
          chosen={sourceKinds}
          wordsOf={(kind) => t(`sourceKind.${kind}`)}
          onChange={setSourceKinds}
        />
        <Checks
          legend={t('routing.policies')}
          values={names.policies.map((policy) => policy.id)}
          chosen={policyIds}
          wordsOf={(id) => policyTitle.get(id) ?? id}
          onChange={setPolicyIds}
        />
        <Checks
          legend={t('routing.subjects')}
          values={SUBJECT_KINDS}
          chosen={subjectKinds}
          wordsOf={(kind) => t(`subjectKind.${kind}`)}
          onChange={setSubjectKinds}
        />
        <Checks
          legend={t('routing.categories')}
          values={CATEGORIES}
          chosen={categories}
          wordsOf={(category) => t(`category.${category}`)}
          onChange={setCategories}
        />
        <div className={styles.pair}>
          <TextField
            label={t('routing.languages')}
            hint={t('routing.languagesHint')}
            dir="ltr"
            value={languages}
            onChange={(event) => setLanguages(event.currentTarget.value)}
          />
          <TextField
            label={t('routing.audience')}
            type="number"
            min={0}
            value={audience}
            onChange={(event) => setAudience(event.currentTarget.value)}
          />
        </div>
        <Check checked={active} onChange={(event) => setActive(event.currentTarget.checked)}>
          {t('settings.active')}
        </Check>
      </div>
    </FormDialog>
  );
}
