import type { Phrases } from './phrases.js';

export const arabicPhrases: Phrases = {
  measures: {
    remove_channel: 'أُزيلت القناة أو المجموعة.',
    disable_in_territory: 'حُجب المحتوى في بلدان معيّنة.',
    label: 'وُضع عليه وسم.',
    suspend_account: 'عُلّق الحساب.',
    terminate_account: 'أُنهي الحساب.',
    bar_reregistration: 'مُنع التسجيل من جديد.',
    remove_followers: 'أُزيل المتابعون.',
    revoke_invites: 'أُبطلت الدعوات.',
  },
  everywhere: 'في كل مكان',
  onlyIn: 'فقط في: {places}',
  untilLifted: 'لا تاريخ لانتهائه، ويسري إلى أن يُرفع.',
  onceForAll: 'لا يمكن سحبه من تلقاء نفسه، ويبقى ساريًا ما لم يُلغَ القرار.',
  law: 'نرى أن المحتوى غير قانوني.',
  lawWithReference: 'نرى أن المحتوى غير قانوني بموجب: {reference}.',
  terms: 'لا يتوافق مع شروط الاستخدام.',
  termsWithReference: 'لا يتوافق مع شروط الاستخدام: {reference}.',
  sources: {
    user_report: 'نبّهنا إليه بلاغ من أحد المستخدمين.',
    trusted_flagger: 'نبّهنا إليه بلاغ من مبلّغ موثوق.',
    referral: 'نبّهتنا إليه إحالة من جهة رسمية.',
    removal_order: 'وصلنا أمر إزالة من جهة رسمية.',
    detector: 'نبّهنا إليه فحص آلي.',
    staff: 'اكتشفناه بأنفسنا.',
    resurfacing: 'نرى أنه عودة لشيء سبقت إزالته.',
  },
  ownInitiative: 'تصرّفنا بمبادرة منا.',
  detectedAutomatically: 'استُخدمت وسائل آلية في العثور عليه.',
  notDetectedAutomatically: 'لم تُستخدم وسائل آلية في العثور عليه.',
  decidedByPeople: 'اتخذ القرارَ أشخاصٌ، لا وسائل آلية.',
  noPolicy: 'إحدى قواعد المنصة',
  mailSubject: 'الرسالة رقم {notice}',
  mailBody: `لديكم رسالة رقمها {notice}. يمكنكم قراءتها هنا:
{link}

حمايةً لكم، لا يذكر هذا البريد شيئًا عن مضمونها.`,
};
