import { errorWords } from '../../app/errors.js';
import { useT, type Translate } from '../../app/i18n.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import type { Trouble } from './use-decide.js';
import styles from './TroubleList.module.css';

interface TroubleListProps {
  readonly trouble: readonly Trouble[];
  readonly onDismiss: (one: Trouble) => void;
  readonly onAgain: (one: Trouble) => void;
  readonly onReturn: (caseId: string) => void;
}

function words(one: Trouble, t: Translate): string {
  if (one.kind === 'already') return t('trouble.already', { number: one.number });
  if (one.kind === 'failed') return t('trouble.failed', { number: one.number, why: errorWords(one.error, t) });
  return one.to ? t('trouble.lostTo', { number: one.number, name: one.to }) : t('trouble.lost', { number: one.number });
}

/** Decisions that were sent and not taken: said plainly, kept whole, with the way back. */
export function TroubleList({ trouble, onDismiss, onAgain, onReturn }: TroubleListProps) {
  const t = useT();
  if (trouble.length === 0) return null;
  return (
    <div className={styles.list}>
      {trouble.map((one) => (
        <Banner
          key={one.caseId}
          tone={one.kind === 'failed' ? 'danger' : 'waiting'}
          urgent
          title={words(one, t)}
          actions={
            <>
              {one.kind === 'failed' ? (
                <Button small onClick={() => onAgain(one)}>
                  {t('trouble.again')}
                </Button>
              ) : (
                <Button
                  small
                  onClick={() => {
                    onDismiss(one);
                    onReturn(one.caseId);
                  }}
                >
                  {t('trouble.return')}
                </Button>
              )}
              <Button small look="quiet" onClick={() => onDismiss(one)}>
                {t('notice.dismiss')}
              </Button>
            </>
          }
        >
          {t('trouble.kept')}
        </Banner>
      ))}
    </div>
  );
}
