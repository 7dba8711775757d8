import { currentLanguage, formattingLocale } from './i18n.js';

/** Makes each formatter once a language. */
function perLanguage<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const locale = formattingLocale[currentLanguage()];
    const known = made.get(locale);
    if (known !== undefined) return known;
    const formatter = make(locale);
    made.set(locale, formatter);
    return formatter;
  };
}

type DurationUnit = 'day' | 'hour' | 'minute';
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const numbers = perLanguage((locale) => new Intl.NumberFormat(locale));
const shares = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
const moments = perLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
const days = perLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const times = perLanguage((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
// The short Arabic forms of the language data (CLDR) say "within ten months" for "ten months ago".
const relatives = perLanguage(
  (locale) =>
    new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: locale.startsWith('ar') ? 'long' : 'short' }),
);
const durations = perLanguage((locale) => {
  const of = (unit: DurationUnit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' });
  return { day: of('day'), hour: of('hour'), minute: of('minute') };
});
const sizes = perLanguage((locale) =>
  byteUnits.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }),
  ),
);

export function formatNumber(value: number): string {
  return numbers().format(value);
}

/** A share between 0 and 1 as it is read aloud: 0.94 is "94 %". */
export function formatShare(value: number): string {
  return shares().format(value);
}

/** Day and time in the viewer's zone. */
export function formatDateTime(at: Date): string {
  return moments().format(at);
}

export function formatDay(at: Date): string {
  return days().format(at);
}

export function formatTime(at: Date): string {
  return times().format(at);
}

/** The same instant in UTC, to compare with a record elsewhere. */
export function formatUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const steps: ReadonlyArray<readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number]> = [
  [60, 'second', 1],
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [30 * 86_400, 'day', 86_400],
  [365 * 86_400, 'month', 30 * 86_400],
];

/** "3 hours ago", "in 5 minutes"; the largest unit that is not zero. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const relative = relatives();
  for (const [limit, unit, size] of steps) {
    if (Math.abs(seconds) < limit) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(Math.trunc(seconds / (365 * 86_400)), 'year');
}

function unit(name: DurationUnit, value: number): string {
  return durations()[name].format(value);
}

/** A length of time by its two largest units: "3h 12m", "2d 4h", "45m". */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours > 0 ? `${unit('day', days)} ${unit('hour', hours)}` : unit('day', days);
  if (hours > 0) return rest > 0 ? `${unit('hour', hours)} ${unit('minute', rest)}` : unit('hour', hours);
  return unit('minute', rest);
}

/** Minutes and seconds of a clock that runs out: "9:41". */
export function formatClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Bytes in the unit a person would say. */
export function formatBytes(bytes: number): string {
  const index = bytes < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  return sizes()[index]?.format(bytes / 1000 ** index) ?? String(bytes);
}
