import { useT } from '../../app/i18n.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Handle } from '../../ui/Handle.js';

interface SecretOnceProps {
  readonly title: string;
  readonly secret: string;
  readonly onDone: () => void;
}

/** A secret that is shown this one time and stored nowhere readable. */
export function SecretOnce({ title, secret, onDone }: SecretOnceProps) {
  const t = useT();
  return (
    <Banner
      tone="waiting"
      icon="lock"
      urgent
      title={title}
      actions={
        <Button small onClick={onDone}>
          {t('secret.kept')}
        </Button>
      }
    >
      <p>{t('secret.words')}</p>
      <Handle value={secret} />
    </Banner>
  );
}
