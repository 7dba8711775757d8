import type { NoticeLineFragment } from '../../gql/notice-log.js';
import type { Tone } from '../../ui/StatusBadge.js';
import type { MessageKey, Translate } from '../i18n.js';

export const noticeTone: Readonly<Record<NoticeLineFragment['state'], Tone>> = {
  waiting: 'accent',
  held: 'waiting',
  sending: 'accent',
  sent: 'plain',
  bounced: 'danger',
  no_address: 'waiting',
  failed: 'danger',
};

const outcomes: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['recipient_gone', 'noticeOutcome.recipient_gone'],
  ['no_channel', 'noticeOutcome.no_channel'],
  ['mail_not_set_up', 'noticeOutcome.mail_not_set_up'],
  ['mail_unreachable', 'noticeOutcome.mail_unreachable'],
  ['erased', 'noticeOutcome.erased'],
  ['not_of_this_platform', 'noticeOutcome.not_of_this_platform'],
  ['subject_without_name', 'noticeOutcome.subject_without_name'],
]);

/** Why a notice is where it is, in words; a code that has none is shown as it came. */
export function outcomeWords(code: string, t: Translate): string {
  const words = outcomes.get(code);
  return words ? t(words) : t('noticeOutcome.other', { code });
}

/** Whether it could not be delivered, so that somebody has to do something. */
export function isUndelivered(state: NoticeLineFragment['state']): boolean {
  return state === 'bounced' || state === 'no_address' || state === 'failed';
}

export function directionOf(language: string): 'rtl' | 'ltr' {
  return language === 'ar' || language === 'fa' ? 'rtl' : 'ltr';
}
