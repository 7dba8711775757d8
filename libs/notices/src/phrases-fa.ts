import type { Phrases } from './phrases.js';

export const persianPhrases: Phrases = {
  measures: {
    remove_channel: 'کانال یا گروه حذف شد.',
    disable_in_territory: 'در برخی کشورها دیگر دیده نمی‌شود.',
    label: 'برچسبی بر آن گذاشته شد.',
    suspend_account: 'حساب تعلیق شد.',
    terminate_account: 'حساب بسته شد.',
    bar_reregistration: 'ثبت‌نام دوباره ممنوع شد.',
    remove_followers: 'دنبال‌کنندگان حذف شدند.',
    revoke_invites: 'دعوت‌نامه‌ها باطل شدند.',
  },
  everywhere: 'همه‌جا',
  onlyIn: 'تنها در این کشورها: {places}',
  untilLifted: 'تاریخ پایانی ندارد و تا زمانی که برداشته شود اعمال می‌شود.',
  onceForAll: 'خودبه‌خود برداشته نمی‌شود و تا زمانی که تصمیم لغو نشود برقرار است.',
  law: 'این محتوا را غیرقانونی می‌دانیم.',
  lawWithReference: 'این محتوا را غیرقانونی می‌دانیم؛ مبنای قانونی: {reference}.',
  terms: 'با شرایط استفاده سازگار نیست.',
  termsWithReference: 'با شرایط استفاده سازگار نیست: {reference}.',
  sources: {
    user_report: 'گزارش یک کاربر توجه ما را به آن جلب کرد.',
    trusted_flagger: 'گزارش یک گزارشگر مورد اعتماد توجه ما را به آن جلب کرد.',
    referral: 'ارجاع یک مرجع رسمی توجه ما را به آن جلب کرد.',
    removal_order: 'دستور حذف از یک مرجع رسمی به ما رسید.',
    detector: 'یک بررسی خودکار توجه ما را به آن جلب کرد.',
    staff: 'خودمان آن را یافتیم.',
    resurfacing: 'آن را بازگشت چیزی می‌دانیم که پیش‌تر حذف شده بود.',
  },
  ownInitiative: 'به ابتکار خودمان اقدام کردیم.',
  detectedAutomatically: 'برای یافتن آن از ابزار خودکار استفاده شد.',
  notDetectedAutomatically: 'برای یافتن آن از ابزار خودکار استفاده نشد.',
  decidedByPeople: 'تصمیم را انسان‌ها گرفتند، نه ابزار خودکار.',
  noPolicy: 'یکی از قواعد پلتفرم',
  mailSubject: 'پیام شماره {notice}',
  mailBody: `پیامی با شماره {notice} برای شما هست. می‌توانید آن را اینجا بخوانید:
{link}

برای حفظ امنیت شما، در این ایمیل چیزی از محتوای آن گفته نشده است.`,
};
