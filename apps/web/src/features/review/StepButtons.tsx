import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { Button } from '../../ui/Button.js';
import type { Step } from './StepDialogs.js';
import styles from './ReviewPage.module.css';

interface StepButtonsProps {
  readonly locked: boolean;
  readonly onStep: (step: Step) => void;
  readonly onRelease: () => void;
}

/** What can be done with a case instead of deciding it, each with its key. */
export function StepButtons({ locked, onStep, onRelease }: StepButtonsProps) {
  const t = useT();
  useShortcut('skip', () => onStep('skip'), !locked);
  useShortcut('hold', () => onStep('hold'), !locked);
  useShortcut('escalate', () => onStep('escalate'), !locked);
  useShortcut('note', () => onStep('note'));
  useShortcut('release', onRelease, !locked);
  return (
    <div className={styles.steps}>
      {(['skip', 'hold', 'escalate', 'note'] as const).map((which) => (
        <Button
          key={which}
          small
          look="quiet"
          shortcut={which}
          disabled={locked && which !== 'note'}
          onClick={() => onStep(which)}
        >
          {t(`step.${which}Short`)}
        </Button>
      ))}
      <Button small look="quiet" shortcut="release" disabled={locked} onClick={onRelease}>
        {t('step.releaseShort')}
      </Button>
    </div>
  );
}
