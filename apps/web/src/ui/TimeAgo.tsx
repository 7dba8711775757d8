import { useNow } from '../app/clock.js';
import { formatDateTime, formatRelative, formatUtc } from '../app/format.js';
import { useLanguage } from '../app/i18n.js';

interface TimeAgoProps {
  /** ISO 8601. */
  readonly at: string;
  /** `relative`: how long ago; `absolute`: day and time in the viewer's zone. */
  readonly as?: 'relative' | 'absolute';
}

/** A moment in the viewer's zone; the same in UTC on hover. */
export function TimeAgo({ at, as = 'relative' }: TimeAgoProps) {
  useLanguage();
  const now = useNow(30_000);
  const moment = new Date(at);
  // Between two ticks something may be newer than the clock shown here; it is not in the future.
  const isJustNow = moment.getTime() > now && moment.getTime() - now < 60_000;
  return (
    <time dateTime={at} title={`${formatDateTime(moment)}\n${formatUtc(moment)}`}>
      {as === 'relative' ? formatRelative(moment, new Date(isJustNow ? moment : now)) : formatDateTime(moment)}
    </time>
  );
}
