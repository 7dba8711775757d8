import { useNow } from '../../app/clock.js';
import { formatDuration } from '../../app/format.js';
import { useLanguage } from '../../app/i18n.js';

interface HarmClockProps {
  readonly harm: {
    readonly harmFrom: string | null;
    readonly harmUntil: string | null;
    readonly state: string;
  };
}

/** From the first measure in force to the last one undone; runs while one is in force. */
export function HarmClock({ harm }: HarmClockProps) {
  useLanguage();
  const now = useNow(30_000);
  if (harm.harmFrom === null || harm.state === 'rejected') return <span>–</span>;
  const until = harm.harmUntil === null ? now : Date.parse(harm.harmUntil);
  return <span>{formatDuration(until - Date.parse(harm.harmFrom))}</span>;
}
