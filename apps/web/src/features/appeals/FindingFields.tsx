import { useRef } from 'react';
import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { CollateralClass } from '../../gql/appeals.js';
import { Check, SelectField, TextArea } from '../../ui/Field.js';
import { findingBases, type FindingDraft } from './answer-draft-rules.js';
import { claimedClasses, oneOf } from './appeal-filter-rules.js';
import styles from './AppealPage.module.css';

interface FindingFieldsProps {
  readonly finding: FindingDraft | undefined;
  /** Who the person says they are: what the choice starts with. */
  readonly suggested: CollateralClass | null;
  readonly onChange: (finding: FindingDraft | undefined) => void;
}

/** Who this is, when they were swept up: opens a collateral case and proposes them to the register. */
export function FindingFields({ finding, suggested, onChange }: FindingFieldsProps) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const turn = () =>
    onChange(finding ? undefined : { class: suggested ?? 'journalist', basis: 'journalistic', note: '' });
  useShortcut('appealFinding', () => {
    turn();
    box.current?.focus();
  });
  return (
    <fieldset className={styles.choices}>
      <legend className="visually-hidden">{t('answer.sweptUp')}</legend>
      <Check ref={box} checked={finding !== undefined} onChange={turn}>
        {t('answer.sweptUp')}
      </Check>
      {finding ? (
        <>
          <SelectField
            label={t('finding.class')}
            value={finding.class}
            options={claimedClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
            onChange={(event) =>
              onChange({ ...finding, class: oneOf(claimedClasses, event.currentTarget.value) ?? 'other' })
            }
          />
          <SelectField
            label={t('finding.basis')}
            value={finding.basis}
            options={findingBases.map((value) => ({ value, label: t(`basis.${value}`) }))}
            onChange={(event) =>
              onChange({ ...finding, basis: oneOf(findingBases, event.currentTarget.value) ?? 'none' })
            }
          />
          <TextArea
            label={t('finding.note')}
            rows={2}
            value={finding.note}
            onChange={(event) => onChange({ ...finding, note: event.currentTarget.value })}
          />
          <p className={styles.quiet}>{t('answer.sweptUpWords')}</p>
        </>
      ) : null}
    </fieldset>
  );
}
