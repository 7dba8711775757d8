import { formatDateTime, formatDuration, formatNumber } from '../../app/format.js';
import { hasMessage, useT } from '../../app/i18n.js';
import styles from './WhyNext.module.css';

interface WhyNextProps {
  readonly dueAt: string;
  readonly headStartMinutes: number;
  readonly reasons: ReadonlyArray<{
    readonly code: string;
    readonly minutes: number;
    readonly facts: Readonly<Record<string, unknown>>;
  }>;
}

/** The order of the queue in words: when it is due, and how much earlier each reason brings it. */
export function WhyNext({ dueAt, headStartMinutes, reasons }: WhyNextProps) {
  const t = useT();
  const total = Math.max(
    1,
    reasons.reduce((sum, reason) => sum + reason.minutes, 0),
  );
  return (
    <div className={styles.why}>
      <p>
        {t('why.dueAt', { time: formatDateTime(new Date(dueAt)) })}
        {headStartMinutes > 0 ? ` · ${t('why.headStart', { time: formatDuration(headStartMinutes * 60_000) })}` : ''}
      </p>
      {reasons.length > 0 ? (
        <ul className={styles.reasons}>
          {[...reasons]
            .sort((a, b) => Number(b.code === 'band') - Number(a.code === 'band'))
            .map((reason) => {
              const key = `priority.${reason.code}`;
              const count = reason.facts['count'] ?? reason.facts['value'] ?? reason.facts['atLeast'];
              return (
                <li key={reason.code} className={styles.reason}>
                  <span className={styles.track} aria-hidden="true">
                    <span className={styles.part} style={{ inlineSize: `${(reason.minutes / total) * 100}%` }} />
                  </span>
                  <span className={styles.words}>
                    {hasMessage(key) ? t(key) : reason.code}
                    {typeof count === 'number' && reason.code !== 'severity' ? ` (${formatNumber(count)})` : ''}
                  </span>
                  <span className={styles.minutes}>
                    {reason.code === 'band' ? t('why.first') : formatDuration(reason.minutes * 60_000)}
                  </span>
                </li>
              );
            })}
        </ul>
      ) : null}
    </div>
  );
}
