import { PLACEHOLDERS, type NoticeKind, type NoticeLanguage } from './notice-kinds.js';
import { measureLines, statementPhrases, windowOf } from './statement-rules.js';
import { writtenValues, type NoticeValue } from './value-rules.js';

const DAY = new Date('2019-11-22T10:00:00Z');

const WORDS: Readonly<
  Record<NoticeLanguage, { subject: string; platform: string; facts: string; policy: string; question: string }>
> = {
  ar: {
    subject: 'أخبار الوادي (wadi_main)',
    platform: 'تيليغرام',
    facts: 'نُشر في 21 نوفمبر مقطع يدعو إلى العنف.',
    policy: 'الدعوة إلى العنف',
    question: 'هل يمكنكم إرسال ما يثبت عملكم الصحفي؟',
  },
  en: {
    subject: 'Wadi News (wadi_main)',
    platform: 'Telegram',
    facts: 'A clip that calls for violence was posted on 21 November.',
    policy: 'Calls for violence',
    question: 'Can you send us something that shows your work as a journalist?',
  },
  fr: {
    subject: 'Wadi Infos (wadi_main)',
    platform: 'Telegram',
    facts: 'Une vidéo appelant à la violence a été publiée le 21 novembre.',
    policy: 'Appels à la violence',
    question: 'Pouvez-vous nous envoyer un justificatif de votre activité de journaliste ?',
  },
  ru: {
    subject: 'Новости Вади (wadi_main)',
    platform: 'Telegram',
    facts: '21 ноября опубликовано видео с призывом к насилию.',
    policy: 'Призывы к насилию',
    question: 'Можете ли вы прислать подтверждение вашей журналистской работы?',
  },
  fa: {
    subject: 'اخبار وادی (wadi_main)',
    platform: 'تلگرام',
    facts: 'در ۲۱ نوامبر ویدیویی منتشر شد که به خشونت فرامی‌خواند.',
    policy: 'فراخوان به خشونت',
    question: 'می‌توانید مدرکی از کار خبرنگاری خود بفرستید؟',
  },
  tr: {
    subject: 'Vadi Haber (wadi_main)',
    platform: 'Telegram',
    facts: '21 Kasım’da şiddete çağıran bir video yayımlandı.',
    policy: 'Şiddet çağrısı',
    question: 'Gazeteci olarak çalıştığınızı gösteren bir belge gönderebilir misiniz?',
  },
};

/** Invented values for every placeholder of a kind, written as real ones would be. */
export function sampleValues(kind: NoticeKind, language: NoticeLanguage, origin: string): Record<string, string> {
  const words = WORDS[language];
  const measures = [{ measure: 'remove_channel', scope: 'global' }] as const;
  const phrases = statementPhrases(language, {
    measures,
    policyTitles: { [language]: words.policy },
    ground: 'law',
    legalReference: '2021/784, 2(7)',
    sourceKinds: ['user_report'],
  });
  const all: Readonly<Record<string, NoticeValue>> = {
    ...phrases,
    ...words,
    notice: 1204,
    decision: 48,
    appeal: 'A-7K4M-9QPT',
    flag: 'r-20191122-17',
    reference: '7K4M-9QPT-2XHD-8W3F',
    link: `${origin}/appeal`,
    pass: 'P-2XHD-8W3F-9QPT',
    reasons: words.facts,
    lifted: measureLines(language, measures),
    kept: measureLines(language, [{ measure: 'label', scope: 'global' }]),
    window: windowOf(6, language),
    decided_on: DAY,
    received_on: DAY,
    due_on: DAY,
    expires_on: DAY,
  };
  return writtenValues(
    kind,
    language,
    Object.fromEntries(Object.entries(all).filter(([name]) => name in PLACEHOLDERS[kind])),
  );
}
