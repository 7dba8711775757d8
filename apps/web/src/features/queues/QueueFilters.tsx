import { useQuery } from '@apollo/client/react';
import { useLanguage, useT } from '../../app/i18n.js';
import { QueueFiltersDocument } from '../../gql/queues.js';
import { Check, SelectField } from '../../ui/Field.js';
import { categories, sourceKinds, subjectKinds, views, type ListFilter } from './queue-filter-rules.js';
import styles from './QueueFilters.module.css';

interface QueueFiltersProps {
  readonly filter: ListFilter;
  readonly onChange: (filter: ListFilter) => void;
}

const languages = ['ar', 'en', 'fr', 'ru', 'fa', 'tr'];

/** Narrows a list; every choice is in the address, so that a list can be kept and sent. */
export function QueueFilters({ filter, onChange }: QueueFiltersProps) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(QueueFiltersDocument, { variables: { language } });
  const languageNames = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <div className={styles.filters}>
      <div className={styles.views} role="group" aria-label={t('column.state')}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className={styles.view}
            aria-pressed={filter.view === view}
            onClick={() => onChange({ ...filter, view })}
          >
            {t(`view.${view}`)}
          </button>
        ))}
      </div>
      <SelectField
        labelHidden
        label={t('column.source')}
        value={filter.source ?? ''}
        options={[
          { value: '', label: t('filter.source') },
          ...sourceKinds.map((value) => ({ value, label: t(`sourceKind.${value}`) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, source: sourceKinds.find((kind) => kind === event.currentTarget.value) })
        }
      />
      <SelectField
        labelHidden
        label={t('column.policy')}
        value={filter.policy ?? ''}
        options={[
          { value: '', label: t('filter.policy') },
          ...(data?.policies ?? []).map((policy) => ({ value: policy.id, label: policy.current.title })),
        ]}
        onChange={(event) => onChange({ ...filter, policy: event.currentTarget.value || undefined })}
      />
      <SelectField
        labelHidden
        label={t('column.language')}
        value={filter.language ?? ''}
        options={[
          { value: '', label: t('filter.language') },
          ...languages.map((value) => ({ value, label: languageNames.of(value) ?? value })),
        ]}
        onChange={(event) => onChange({ ...filter, language: event.currentTarget.value || undefined })}
      />
      <SelectField
        labelHidden
        label={t('column.kind')}
        value={filter.subject ?? ''}
        options={[
          { value: '', label: t('filter.kind') },
          ...subjectKinds.map((value) => ({ value, label: t(`subjectKind.${value}`) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, subject: subjectKinds.find((kind) => kind === event.currentTarget.value) })
        }
      />
      <SelectField
        labelHidden
        label={t('column.category')}
        value={filter.category ?? ''}
        options={[
          { value: '', label: t('filter.category') },
          ...categories.map((value) => ({ value, label: t(`category.${value}`) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, category: categories.find((kind) => kind === event.currentTarget.value) })
        }
      />
      <SelectField
        labelHidden
        label={t('column.assigned')}
        value={filter.assigned ?? ''}
        options={[
          { value: '', label: t('filter.assigned') },
          ...(data?.colleagues ?? []).map((person) => ({ value: person.id, label: person.name })),
        ]}
        onChange={(event) => onChange({ ...filter, assigned: event.currentTarget.value || undefined })}
      />
      <Check
        checked={filter.breached}
        onChange={(event) => onChange({ ...filter, breached: event.currentTarget.checked })}
      >
        {t('filter.breached')}
      </Check>
    </div>
  );
}
