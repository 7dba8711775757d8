import { useT } from '../app/i18n.js';
import { Banner } from './Banner.js';
import { Button } from './Button.js';

interface ConflictNoticeProps {
  /** What is different now, in a sentence. */
  readonly what: string;
  readonly onReload: () => void;
}

/** Somebody changed this meanwhile: nothing was overwritten, what was typed is still here. */
export function ConflictNotice({ what, onReload }: ConflictNoticeProps) {
  const t = useT();
  return (
    <Banner
      tone="waiting"
      urgent
      title={what}
      actions={
        <Button small onClick={onReload}>
          {t('conflict.reload')}
        </Button>
      }
    >
      {t('conflict.kept')}
    </Banner>
  );
}
