import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { Button } from '../../ui/Button.js';
import { Countdown } from '../../ui/Countdown.js';
import { SubjectName } from '../../ui/SubjectName.js';
import type { AnswerMade } from './use-resolve.js';
import styles from './AppealPage.module.css';

interface AnswerUndoLineProps {
  readonly made: AnswerMade;
  readonly busy: boolean;
  readonly onUndo: () => void;
  readonly onOver: () => void;
}

/** The last answer, and the time in which it can still be taken back. The person is told when it has run out. */
export function AnswerUndoLine({ made, busy, onUndo, onOver }: AnswerUndoLineProps) {
  const t = useT();
  const { resolution } = made;
  useShortcut('appealUndo', onUndo, !busy && resolution !== null);
  if (!resolution) return null;
  const totalMs = Math.max(1, Date.parse(resolution.graceUntil) - Date.parse(resolution.decidedAt));
  return (
    <div className={styles.undo}>
      <span className={styles.undoWords} role="status">
        <bdi dir="ltr">{made.number}</bdi>
        <SubjectName subject={made.subject} />
        <strong>{made.outcome ? t(`appealOutcome.${made.outcome}`) : ''}</strong>
      </span>
      <Countdown as="line" until={resolution.graceUntil} totalMs={totalMs} label={t('undo.left')} onEnd={onOver} />
      <Countdown as="clock" until={resolution.graceUntil} totalMs={totalMs} label={t('undo.left')} />
      <Button small shortcut="appealUndo" busy={busy} onClick={onUndo}>
        {t('undo.go')}
      </Button>
    </div>
  );
}
