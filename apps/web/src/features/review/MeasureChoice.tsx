import { useT } from '../../app/i18n.js';
import type { ShortcutId } from '../../app/shortcuts.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { Keys } from '../../ui/Keys.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import type { MeasureFacts } from './decision-draft-rules.js';
import styles from './DecidePane.module.css';

interface MeasureChoiceProps {
  readonly measure: MeasureFacts;
  readonly shortcut: ShortcutId;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

/** One measure that may be taken, its key, and whether it can be undone. */
export function MeasureChoice({ measure, shortcut, chosen, onToggle }: MeasureChoiceProps) {
  const t = useT();
  useShortcut(shortcut, onToggle);
  return (
    <label className={chosen ? styles.measureChosen : styles.measure}>
      <input type="checkbox" checked={chosen} onChange={onToggle} />
      <span className={styles.measureName}>{t(`measure.${measure.code}`)}</span>
      {measure.reversible ? null : (
        <StatusBadge tone="danger" icon="warning">
          {t('measure.irreversible')}
        </StatusBadge>
      )}
      <Keys of={shortcut} />
    </label>
  );
}
