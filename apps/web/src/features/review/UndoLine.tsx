import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { DecisionMadeFragment } from '../../gql/review.js';
import { Button } from '../../ui/Button.js';
import { Countdown } from '../../ui/Countdown.js';
import { SubjectName } from '../../ui/SubjectName.js';
import styles from './UndoLine.module.css';

interface UndoLineProps {
  readonly decision: DecisionMadeFragment;
  readonly busy: boolean;
  readonly onUndo: () => void;
  readonly onOver: () => void;
}

/** The last decision, and the time in which it can still be taken back: a thin line that runs out where the act was done. */
export function UndoLine({ decision, busy, onUndo, onOver }: UndoLineProps) {
  const t = useT();
  useShortcut('undo', onUndo, !busy);
  const subject = decision.subjects[0];
  const totalMs = Date.parse(decision.graceUntil) - Date.parse(decision.decidedAt);
  return (
    <div className={styles.line}>
      <span className={styles.words} role="status">
        {subject ? <SubjectName subject={subject} /> : t('case.title', { number: decision.number })}
        <strong>{t(`outcome.${decision.outcome}`)}</strong>
        <span className={styles.measures}>
          {decision.restrictions.map((restriction) => t(`measure.${restriction.measure}`)).join(' · ')}
        </span>
      </span>
      <Countdown
        as="line"
        until={decision.graceUntil}
        totalMs={Math.max(1, totalMs)}
        label={t('undo.left')}
        onEnd={onOver}
      />
      <Countdown as="clock" until={decision.graceUntil} totalMs={Math.max(1, totalMs)} label={t('undo.left')} />
      <Button small shortcut="undo" busy={busy} onClick={onUndo}>
        {t('undo.go')}
      </Button>
    </div>
  );
}
