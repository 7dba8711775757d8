import { useRef, useState } from 'react';
import { useT, type MessageKey } from '../../app/i18n.js';
import { measureKeys } from '../../app/shortcuts.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { Outcome, PolicyChoiceFragment, ReviewCaseFragment } from '../../gql/review.js';
import { Button } from '../../ui/Button.js';
import { SelectField, TextArea, TextField } from '../../ui/Field.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { FindingsEditor } from './FindingsEditor.js';
import { FurtherSubjects } from './FurtherSubjects.js';
import { MeasureChoice } from './MeasureChoice.js';
import { OutcomeChoices } from './OutcomeChoices.js';
import { PolicyWords } from './PolicyWords.js';
import { ReportFields } from './ReportFields.js';
import {
  expectsSecondPerson,
  missingFrom,
  needsReport,
  offeredMeasures,
  type DecisionDraft,
  type DecisionFrame,
  type DraftChange,
} from './decision-draft-rules.js';
import styles from './DecidePane.module.css';

interface DecidePaneProps {
  readonly review: ReviewCaseFragment;
  readonly policies: readonly PolicyChoiceFragment[];
  readonly frame: DecisionFrame;
  readonly draft: DecisionDraft;
  readonly change: (change: DraftChange) => void;
  readonly busy: boolean;
  /** The lease is gone: everything typed stays readable, nothing can be sent. */
  readonly locked: boolean;
  readonly onDecide: () => void;
}

/** Outcome, policy, measures, reason: in the order a decision is thought, each with its key. */
export function DecidePane({ review, policies, frame, draft, change, busy, locked, onDecide }: DecidePaneProps) {
  const t = useT();
  const policyField = useRef<HTMLSelectElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const wordField = useRef<HTMLInputElement>(null);
  const territoryField = useRef<HTMLInputElement>(null);
  const duplicateField = useRef<HTMLInputElement>(null);
  const [pressed, setPressed] = useState(false);
  const violation = draft.outcome === 'violation';
  const withFindings = violation || draft.outcome === 'collateral';
  const offered = offeredMeasures(draft, frame);
  const missing = missingFrom(draft, frame);
  const policy = policies.find((each) => each.current.id === draft.policyVersionId);
  const territorial =
    violation &&
    draft.measures.includes('disable_in_territory') &&
    offered.some((measure) => measure.code === 'disable_in_territory');
  const final = violation && offered.some((measure) => !measure.reversible && draft.measures.includes(measure.code));
  const ready = missing.length === 0 && !locked;

  const fieldOf = (what: MessageKey | undefined): HTMLElement | null => {
    if (what === 'need.policy') return policyField.current;
    if (what === 'need.territories') return territoryField.current;
    if (what === 'need.word') return wordField.current;
    if (what === 'need.duplicate') return duplicateField.current;
    return what === 'need.reason' ? reasonField.current : null;
  };
  const choose = (outcome: Outcome) => change({ do: 'outcome', outcome, policyVersionId: review.policy?.current.id });
  const decide = () => {
    setPressed(true);
    if (ready && !busy) onDecide();
    else if (!locked) fieldOf(missing[0])?.focus();
  };
  useShortcut('policy', () => policyField.current?.focus());
  useShortcut('reason', () => reasonField.current?.focus());
  useShortcut('decide', decide);
  useShortcut('decideFromField', decide);

  return (
    <div className={styles.pane}>
      <div className={styles.scroll}>
        <OutcomeChoices chosen={draft.outcome} onChoose={choose} />
        {draft.outcome === 'duplicate' ? (
          <TextField
            ref={duplicateField}
            label={t('decide.duplicateOf')}
            dir="ltr"
            inputMode="numeric"
            placeholder="#1204"
            value={draft.duplicateOf}
            onChange={(event) => change({ do: 'set', values: { duplicateOf: event.currentTarget.value } })}
          />
        ) : null}
        <div className={styles.policy}>
          <SelectField
            ref={policyField}
            label={t('decide.policy')}
            value={draft.policyVersionId ?? ''}
            onChange={(event) =>
              change({ do: 'set', values: { policyVersionId: event.currentTarget.value || undefined } })
            }
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            options={[
              { value: '', label: t('decide.choosePolicy') },
              ...policies.map((each) => ({
                value: each.current.id,
                label: t('policy.line', { title: each.current.title, version: each.current.n }),
              })),
            ]}
          />
          {policy ? <PolicyWords policy={policy} /> : null}
        </div>
        {violation ? (
          <fieldset className={styles.measures}>
            <legend>{t('decide.measures')}</legend>
            {offered.length === 0 ? <p className={styles.quiet}>{t('decide.noMeasures')}</p> : null}
            {offered.map((measure, index) => (
              <MeasureChoice
                key={measure.code}
                measure={measure}
                shortcut={measureKeys[index] ?? 'measure8'}
                chosen={draft.measures.includes(measure.code)}
                onToggle={() => change({ do: 'measure', measure: measure.code })}
              />
            ))}
            {territorial ? (
              <TextField
                ref={territoryField}
                label={t('decide.territories')}
                hint={t('decide.territoriesHint')}
                dir="ltr"
                placeholder="FR, BE"
                value={draft.territories}
                onChange={(event) => change({ do: 'set', values: { territories: event.currentTarget.value } })}
              />
            ) : null}
            {final ? (
              <TextField
                ref={wordField}
                label={t('decide.typeWord', { word: frame.word })}
                hint={t('decide.finalHint')}
                autoComplete="off"
                value={draft.word}
                onChange={(event) => change({ do: 'set', values: { word: event.currentTarget.value } })}
              />
            ) : null}
          </fieldset>
        ) : null}
        <TextArea
          ref={reasonField}
          label={t('decide.reason')}
          hint={violation ? t('decide.reasonHint') : undefined}
          rows={4}
          value={draft.rationale}
          onChange={(event) => change({ do: 'set', values: { rationale: event.currentTarget.value } })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        {draft.evidenceIds.length > 0 ? (
          <p className={styles.quiet}>{t('decide.cited', { count: draft.evidenceIds.length })}</p>
        ) : null}
        {violation ? (
          <FurtherSubjects
            related={review.relatedSubjects}
            signals={review.careSignals}
            chosen={draft.furtherSubjectIds}
            onToggle={(id) => change({ do: 'further', id })}
          />
        ) : null}
        {withFindings ? <FindingsEditor review={review} findings={draft.findings} change={change} /> : null}
        {needsReport(frame) ? <ReportFields draft={draft} change={change} /> : null}
      </div>
      <footer className={styles.foot}>
        {pressed && missing.length > 0 ? (
          <p className={styles.missing} role="alert">
            {t('decide.missing', { what: missing.map((key) => t(key)).join(' · ') })}
          </p>
        ) : null}
        {expectsSecondPerson(draft, frame) ? (
          <p className={styles.second}>
            <StatusBadge tone="waiting" icon="people">
              {t('decide.second')}
            </StatusBadge>
          </p>
        ) : null}
        <Button
          look={final ? 'danger' : 'main'}
          shortcut="decide"
          busy={busy}
          aria-disabled={!ready || undefined}
          onClick={decide}
        >
          {expectsSecondPerson(draft, frame) ? t('decide.propose') : t('decide.go')}
        </Button>
      </footer>
    </div>
  );
}
