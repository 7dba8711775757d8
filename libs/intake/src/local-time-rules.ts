const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/;
const HOUR_MS = 3_600_000;

/** True when the runtime knows the IANA time zone (`Asia/Baghdad`). */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Reads wall-clock times (`2021-03-22T17:06:53`) of one zone as instants; null for what is no such time. Where the clock
 * was set back an hour occurs twice: the first is taken; where it was set forward, the time after the gap is.
 */
export function localTimeReader(zone: string): (local: string) => Date | null {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** The zone's distance from UTC in an hour: asked once an hour of the calendar, exports come in order of time. */
  const known = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const hour = Math.floor(instant / (HOUR_MS / 4));
    const cached = known.get(hour);
    if (cached !== undefined) return cached;
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    );
    const offset = wall - Math.floor(instant / 1000) * 1000;
    if (known.size > 10_000) known.clear();
    known.set(hour, offset);
    return offset;
  };
  return (local) => {
    const match = LOCAL.exec(local);
    if (!match) return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    if (new Date(wall).toISOString().slice(0, 19) !== local) return null;
    const before = wall - offsetAt(wall - 24 * HOUR_MS);
    if (before + offsetAt(before) === wall) return new Date(before);
    const after = wall - offsetAt(wall + 24 * HOUR_MS);
    return new Date(after + offsetAt(after) === wall ? after : before);
  };
}
