import { useT } from '../../app/i18n.js';
import type { ShortcutId } from '../../app/shortcuts.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { Outcome } from '../../gql/review.js';
import { Keys } from '../../ui/Keys.js';
import styles from './DecidePane.module.css';

const outcomes: ReadonlyArray<readonly [Outcome, ShortcutId]> = [
  ['violation', 'violation'],
  ['no_violation', 'noViolation'],
  ['collateral', 'collateral'],
  ['duplicate', 'duplicate'],
  ['out_of_scope', 'outOfScope'],
];

function OutcomeChoice({
  outcome,
  shortcut,
  chosen,
  onChoose,
}: {
  readonly outcome: Outcome;
  readonly shortcut: ShortcutId;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const t = useT();
  useShortcut(shortcut, onChoose);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      className={chosen ? styles.outcomeChosen : styles.outcome}
      onClick={onChoose}
    >
      <Keys of={shortcut} />
      {t(`outcome.${outcome}`)}
    </button>
  );
}

interface OutcomeChoicesProps {
  readonly chosen: Outcome | undefined;
  readonly onChoose: (outcome: Outcome) => void;
}

/** What a case may come to, one key each. */
export function OutcomeChoices({ chosen, onChoose }: OutcomeChoicesProps) {
  const t = useT();
  return (
    <div role="radiogroup" aria-label={t('decide.outcome')} className={styles.outcomes}>
      {outcomes.map(([outcome, shortcut]) => (
        <OutcomeChoice
          key={outcome}
          outcome={outcome}
          shortcut={shortcut}
          chosen={chosen === outcome}
          onChoose={() => onChoose(outcome)}
        />
      ))}
    </div>
  );
}
