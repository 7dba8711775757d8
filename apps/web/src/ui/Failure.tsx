import { useT } from '../app/i18n.js';
import { errorWords } from '../app/errors.js';
import { Banner } from './Banner.js';
import { Button } from './Button.js';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A request that failed: what happened, what was kept, and the way to try again. */
export function Failure({ error, onRetry }: FailureProps) {
  const t = useT();
  return (
    <Banner
      tone="danger"
      title={errorWords(error, t)}
      actions={
        onRetry ? (
          <Button small onClick={onRetry}>
            {t('failure.retry')}
          </Button>
        ) : null
      }
    />
  );
}
