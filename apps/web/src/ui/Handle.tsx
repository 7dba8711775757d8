import { useState } from 'react';
import { useT } from '../app/i18n.js';
import { notify } from '../app/notices.js';
import { Icon } from './Icon.js';
import { UserText } from './UserText.js';
import styles from './Handle.module.css';

interface HandleProps {
  /** A handle, native id, UUID, hash or link; shown left-to-right in any interface. */
  readonly value: string;
  /** Shows only so many first characters; copying takes the whole. */
  readonly short?: number;
  readonly plain?: boolean;
}

/** An identifier: monospaced, isolated, left-to-right, and copied by its button. */
export function Handle({ value, short, plain = false }: HandleProps) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const shown = short !== undefined && value.length > short ? `${value.slice(0, short)}…` : value;
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1500);
      },
      () => notify(t('copy.refused', { value }), 'waiting'),
    );
  };
  return (
    <span className={styles.handle} dir="ltr">
      <span className={styles.value} title={shown === value ? undefined : value}>
        <UserText inline text={shown} />
      </span>
      {plain ? null : (
        <button type="button" className={styles.copy} onClick={copy} aria-label={t('copy.label', { value })}>
          <Icon name={copied ? 'check' : 'copy'} />
        </button>
      )}
    </span>
  );
}
