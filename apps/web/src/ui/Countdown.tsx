import { useEffect, useRef } from 'react';
import { useNow } from '../app/clock.js';
import { formatClock } from '../app/format.js';
import { remaining } from './countdown-rules.js';
import styles from './Countdown.module.css';

interface CountdownProps {
  /** ISO 8601: when it runs out. */
  readonly until: string;
  readonly totalMs: number;
  /** A thin line that runs out, a clock in digits, or both. */
  readonly as: 'line' | 'clock';
  readonly label: string;
  readonly onEnd?: () => void;
}

/** Time running out: quiet, exact, and announced only by its label. */
export function Countdown({ until, totalMs, as, label, onEnd }: CountdownProps) {
  const now = useNow(as === 'line' ? 200 : 1000);
  const end = Date.parse(until);
  const { leftMs, share } = remaining(end, now, totalMs);
  const ended = leftMs === 0;
  const onEndLatest = useRef(onEnd);
  useEffect(() => {
    onEndLatest.current = onEnd;
  });
  useEffect(() => {
    if (ended) onEndLatest.current?.();
  }, [ended]);
  if (as === 'clock') {
    return (
      <span role="timer" aria-label={label} className={leftMs < 60_000 ? styles.short : styles.clock} dir="ltr">
        {formatClock(leftMs)}
      </span>
    );
  }
  return (
    <span role="timer" aria-label={label} className={styles.line}>
      <span className={styles.left} style={{ inlineSize: `${share * 100}%` }} />
    </span>
  );
}
