import { useNow } from '../app/clock.js';
import { formatDuration } from '../app/format.js';
import { useT } from '../app/i18n.js';
import { Icon } from './Icon.js';
import { TimeAgo } from './TimeAgo.js';
import styles from './Due.module.css';

interface DueProps {
  /** ISO 8601. */
  readonly at: string;
  /** A case that is done has no clock any more: the moment alone is shown. */
  readonly over?: boolean;
}

/** How long until a deadline; amber in its last hour, red and worded once it is past. */
export function Due({ at, over = false }: DueProps) {
  const t = useT();
  const now = useNow(30_000);
  if (over) return <TimeAgo at={at} as="absolute" />;
  const left = Date.parse(at) - now;
  if (left < 0) {
    return (
      <span className={styles.late}>
        <Icon name="warning" />
        {t('due.late', { time: formatDuration(-left) })}
      </span>
    );
  }
  return (
    <span className={left < 3_600_000 ? styles.soon : styles.due}>{t('due.in', { time: formatDuration(left) })}</span>
  );
}
