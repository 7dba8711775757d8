import { useT } from '../../app/i18n.js';
import type { ShortcutId } from '../../app/shortcuts.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { AppealOutcome } from '../../gql/appeals.js';
import { Keys } from '../../ui/Keys.js';
import { offeredOutcomes, type AnswerFrame } from './answer-draft-rules.js';
import styles from './AppealPage.module.css';

const outcomes: ReadonlyArray<readonly [AppealOutcome, ShortcutId]> = [
  ['upheld', 'appealUpheld'],
  ['partially_reversed', 'appealPartly'],
  ['reversed', 'appealReversed'],
  ['omitted', 'appealOmitted'],
];

interface OutcomeProps {
  readonly outcome: AppealOutcome;
  readonly shortcut: ShortcutId;
  readonly chosen: boolean;
  readonly offered: boolean;
  readonly onChoose: () => void;
}

function Outcome({ outcome, shortcut, chosen, offered, onChoose }: OutcomeProps) {
  const t = useT();
  useShortcut(shortcut, onChoose, offered);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      disabled={!offered}
      className={chosen ? styles.outcomeChosen : styles.outcome}
      onClick={onChoose}
    >
      <Keys of={shortcut} />
      {t(`appealOutcome.${outcome}`)}
    </button>
  );
}

interface AnswerOutcomesProps {
  readonly frame: AnswerFrame;
  readonly chosen: AppealOutcome | undefined;
  readonly onChoose: (outcome: AppealOutcome) => void;
}

/** What an appeal may come to, one key each. */
export function AnswerOutcomes({ frame, chosen, onChoose }: AnswerOutcomesProps) {
  const t = useT();
  const offered = offeredOutcomes(frame);
  return (
    <div role="radiogroup" aria-label={t('decide.outcome')} className={styles.outcomes}>
      {outcomes.map(([outcome, shortcut]) => (
        <Outcome
          key={outcome}
          outcome={outcome}
          shortcut={shortcut}
          chosen={chosen === outcome}
          offered={offered.includes(outcome)}
          onChoose={() => onChoose(outcome)}
        />
      ))}
    </div>
  );
}
