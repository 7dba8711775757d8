import type { Import } from '@mizan/intake/import.entity.js';
import type { ImportRefusal } from '@mizan/intake/import-refusal.entity.js';

/** What a file seems to be, by how it begins. */
export function kindOfFile(head: string): 'telegram_export' | 'referral_batch' {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (!text.startsWith('{')) return 'referral_batch';
  const [first = ''] = text.split('\n', 1);
  try {
    const value: unknown = JSON.parse(first);
    return typeof value === 'object' && value !== null && 'url' in value ? 'referral_batch' : 'telegram_export';
  } catch {
    return 'telegram_export';
  }
}

/** What came of an import, in a few lines. */
export function importReport(one: Import): string {
  if (one.state !== 'done') {
    const { message } = one.errorDetails ?? {};
    return `${one.fileName} was not taken in: ${one.errorCode ?? 'UNKNOWN'}. ${typeof message === 'string' ? message : ''}\nNothing of it was kept.\n`;
  }
  const what = one.kind === 'telegram_export' ? 'messages' : 'referrals';
  const figures = [
    `${one.rowCount} ${what} read`,
    `${one.acceptedCount} new`,
    `${one.repeatedCount} known before`,
    `${one.refusedCount} refused`,
  ];
  return `${one.fileName}: ${figures.join(', ')}.\n`;
}

/** Refused lines, one each. */
export function refusalLines(refusals: readonly Pick<ImportRefusal, 'line' | 'field' | 'code' | 'message'>[]): string {
  return refusals
    .map(
      ({ line, field, code, message }) => `  line ${line}${field === null ? '' : `, ${field}`}: ${code} ${message}\n`,
    )
    .join('');
}
