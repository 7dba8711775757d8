import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { CollateralBasis, CollateralClass, ReviewCaseFragment } from '../../gql/review.js';
import type { SubjectLineFragment } from '../../gql/app.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextArea } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import { Section } from '../../ui/Section.js';
import { SubjectName, identifierOf } from '../../ui/SubjectName.js';
import type { DraftChange, FindingDraft } from './decision-draft-rules.js';
import styles from './FindingsEditor.module.css';

export const collateralClasses = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
] as const satisfies readonly CollateralClass[];

export const collateralBases = [
  'journalistic',
  'academic_research',
  'educational',
  'artistic',
  'counter_terrorism',
  'polemic_public_debate',
  'none',
] as const satisfies readonly CollateralBasis[];

interface FindingsEditorProps {
  readonly review: ReviewCaseFragment;
  readonly findings: readonly FindingDraft[];
  readonly change: (change: DraftChange) => void;
}

/** Who else would be hurt, and why they are there: a finding for each subject. */
export function FindingsEditor({ review, findings, change }: FindingsEditorProps) {
  const t = useT();
  const subjects: readonly SubjectLineFragment[] = [
    review.subject,
    ...review.relatedSubjects.map((link) => link.other),
  ];
  const blank: FindingDraft = { subjectId: review.subject.id, class: 'journalist', basis: 'journalistic', note: '' };
  const [editing, setEditing] = useState<FindingDraft>();
  useShortcut('finding', () => setEditing(blank));
  const shown = editing ?? blank;
  return (
    <Section
      title={t('finding.title')}
      aside={
        <Button small look="quiet" shortcut="finding" onClick={() => setEditing(blank)}>
          {t('finding.add')}
        </Button>
      }
    >
      {findings.length > 0 ? (
        <ul className={styles.list}>
          {findings.map((finding) => {
            const subject = subjects.find((each) => each.id === finding.subjectId);
            return (
              <li key={finding.subjectId} className={styles.finding}>
                <button type="button" className={styles.edit} onClick={() => setEditing(finding)}>
                  {subject ? <SubjectName subject={subject} /> : null}
                  <span className={styles.words}>
                    {t(`class.${finding.class}`)} · {t(`basis.${finding.basis}`)}
                  </span>
                </button>
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={t('finding.drop')}
                  onClick={() => change({ do: 'dropFinding', subjectId: finding.subjectId })}
                >
                  <Icon name="close" />
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <FormDialog
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={t('finding.add')}
        action={t('finding.keep')}
        onSubmit={() => {
          change({ do: 'finding', finding: shown });
          setEditing(undefined);
        }}
      >
        <SelectField
          label={t('finding.who')}
          value={shown.subjectId}
          options={subjects.map((subject) => ({
            value: subject.id,
            label: [subject.title, identifierOf(subject)].filter(Boolean).join(' '),
          }))}
          onChange={(event) => setEditing({ ...shown, subjectId: event.currentTarget.value })}
        />
        <SelectField
          label={t('finding.class')}
          value={shown.class}
          options={collateralClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
          onChange={(event) =>
            setEditing({
              ...shown,
              class: collateralClasses.find((each) => each === event.currentTarget.value) ?? 'other',
            })
          }
        />
        <SelectField
          label={t('finding.basis')}
          value={shown.basis}
          options={collateralBases.map((value) => ({ value, label: t(`basis.${value}`) }))}
          onChange={(event) =>
            setEditing({
              ...shown,
              basis: collateralBases.find((each) => each === event.currentTarget.value) ?? 'none',
            })
          }
        />
        <TextArea
          label={t('finding.note')}
          value={shown.note}
          onChange={(event) => setEditing({ ...shown, note: event.currentTarget.value })}
        />
      </FormDialog>
    </Section>
  );
}
