import { formatDateTime } from '../../app/format.js';
import type { Translate } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import type { Deciding } from './use-decide.js';

/** Says that a decision was stopped, or went ahead without somebody: by reference and time alone. */
export function sayStays({ whole, leftOut }: ReturnType<Deciding['stays']>, number: number, t: Translate): void {
  if (whole)
    notify(
      t('stay.made', { number, reference: whole.reference, due: formatDateTime(new Date(whole.dueAt)) }),
      'waiting',
    );
  if (leftOut.length > 0)
    notify(
      t('stay.leftOut', { count: leftOut.length, references: leftOut.map((each) => each.reference).join(' · ') }),
      'waiting',
    );
}
