import { useT } from '../../app/i18n.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import type { DecisionDraft, DraftChange } from './decision-draft-rules.js';

interface ReportFieldsProps {
  readonly draft: DecisionDraft;
  readonly change: (change: DraftChange) => void;
}

/** Who was told, when, and under which number: without it some cases cannot be closed. */
export function ReportFields({ draft, change }: ReportFieldsProps) {
  const t = useT();
  return (
    <Section title={t('report.title')}>
      <TextField
        label={t('report.authority')}
        value={draft.authority}
        onChange={(event) => change({ do: 'set', values: { authority: event.currentTarget.value } })}
      />
      <TextField
        label={t('report.when')}
        type="datetime-local"
        dir="ltr"
        value={draft.reportedAt}
        onChange={(event) => change({ do: 'set', values: { reportedAt: event.currentTarget.value } })}
      />
      <TextField
        label={t('report.reference')}
        value={draft.reference}
        onChange={(event) => change({ do: 'set', values: { reference: event.currentTarget.value } })}
      />
    </Section>
  );
}
