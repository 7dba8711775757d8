import { useState } from 'react';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import type { AppealsAroundQuery } from '../../gql/appeals.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { noticeLanguages } from './answer-draft-rules.js';
import {
  appealBases,
  appealOutcomes,
  appealViews,
  claimedClasses,
  oneOf,
  type AppealListFilter,
  type AppealView,
} from './appeal-filter-rules.js';
import styles from './AppealsPage.module.css';

interface AppealFiltersProps {
  readonly filter: AppealListFilter;
  /** How many appeals a view holds; absent until it is known. */
  readonly counts: ((view: AppealView) => number) | undefined;
  readonly platforms: AppealsAroundQuery['platforms'];
  readonly policies: AppealsAroundQuery['policies'];
  readonly onChange: (filter: AppealListFilter) => void;
}

/** Narrows the list; every choice is in the address, so that a list can be kept and sent. */
export function AppealFilters({ filter, counts, platforms, policies, onChange }: AppealFiltersProps) {
  const t = useT();
  const language = useLanguage();
  const languageNames = new Intl.DisplayNames([language], { type: 'language' });
  const [text, setText] = useState(filter.text);
  return (
    <div className={styles.filters}>
      <div className={styles.views} role="group" aria-label={t('column.state')}>
        {appealViews.map((view) => (
          <button
            key={view}
            type="button"
            className={styles.view}
            aria-pressed={filter.view === view}
            onClick={() => onChange({ ...filter, view })}
          >
            {t(`appealView.${view}`)}{' '}
            {counts && view !== 'all' ? <span className={styles.count}>{formatNumber(counts(view))}</span> : null}
          </button>
        ))}
      </div>
      <SelectField
        labelHidden
        label={t('appeal.basis')}
        value={filter.basis ?? ''}
        options={[
          { value: '', label: t('appeals.anyBasis') },
          ...appealBases.map((value) => ({ value, label: t(`appealBasis.${value}`) })),
        ]}
        onChange={(event) => onChange({ ...filter, basis: oneOf(appealBases, event.currentTarget.value) })}
      />
      <SelectField
        labelHidden
        label={t('decide.outcome')}
        value={filter.outcome ?? ''}
        options={[
          { value: '', label: t('appeals.anyOutcome') },
          ...appealOutcomes.map((value) => ({ value, label: t(`appealOutcome.${value}`) })),
        ]}
        onChange={(event) => onChange({ ...filter, outcome: oneOf(appealOutcomes, event.currentTarget.value) })}
      />
      <SelectField
        labelHidden
        label={t('appeals.status')}
        value={filter.status ?? ''}
        options={[
          { value: '', label: t('appeals.anyStatus') },
          ...claimedClasses.map((value) => ({ value, label: t(`class.${value}`) })),
        ]}
        onChange={(event) => onChange({ ...filter, status: oneOf(claimedClasses, event.currentTarget.value) })}
      />
      <SelectField
        labelHidden
        label={t('column.platform')}
        value={filter.platform ?? ''}
        options={[
          { value: '', label: t('appeals.anyPlatform') },
          ...platforms.map((platform) => ({ value: platform.id, label: platform.name })),
        ]}
        onChange={(event) => onChange({ ...filter, platform: event.currentTarget.value || undefined })}
      />
      <SelectField
        labelHidden
        label={t('column.policy')}
        value={filter.policy ?? ''}
        options={[
          { value: '', label: t('filter.policy') },
          ...policies.map((policy) => ({ value: policy.id, label: policy.current.title })),
        ]}
        onChange={(event) => onChange({ ...filter, policy: event.currentTarget.value || undefined })}
      />
      <SelectField
        labelHidden
        label={t('column.language')}
        value={filter.language ?? ''}
        options={[
          { value: '', label: t('filter.language') },
          ...noticeLanguages.map((value) => ({ value, label: languageNames.of(value) ?? value })),
        ]}
        onChange={(event) => onChange({ ...filter, language: event.currentTarget.value || undefined })}
      />
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...filter, text });
        }}
      >
        <TextField
          labelHidden
          type="search"
          label={t('appeals.find')}
          placeholder={t('appeals.find')}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (event.currentTarget.value === '') onChange({ ...filter, text: '' });
          }}
        />
      </form>
      <Check
        checked={filter.breached}
        onChange={(event) => onChange({ ...filter, breached: event.currentTarget.checked })}
      >
        {t('filter.breached')}
      </Check>
      <Check
        checked={filter.waiting}
        onChange={(event) => onChange({ ...filter, waiting: event.currentTarget.checked })}
      >
        {t('appeal.waiting')}
      </Check>
    </div>
  );
}
