/** Languages of the sandbox's own pages. */
export type PageLanguage = 'en' | 'ar';

const EN = {
  title: 'Sandbox',
  lead: 'Pretend platforms. Nothing here is real: names are invented and posts are neutral.',
  telegram: 'Telegram',
  tamtam: 'TamTam',
  matrix: 'Matrix',
  channels: 'Channels and groups',
  accounts: 'Accounts and bots',
  kinds: 'Kind',
  which: 'Which',
  all: 'All',
  dark: 'Dark',
  touched: 'Touched',
  visible: 'visible',
  hidden: 'dark',
  search: 'Find by name or handle',
  followers: 'followers',
  nothing: 'Nothing here.',
  latest: 'What the desk ordered',
  noOrders: 'No order has come yet.',
  unavailable: 'This is not available.',
  because: 'A measure of the desk stands on it.',
  posts: 'Posts',
  runs: 'Run by',
  follows: 'Follows',
  report: 'Report',
  reason: 'What is wrong here?',
  send: 'Send to the desk',
  sent: 'The desk took the report.',
  notSent: 'The desk did not take the report',
  noDesk: 'The desk is not connected, so nothing can be reported from here.',
  back: 'Back to the list',
  media: 'media, not shown',
  other: 'العربية',
  verified: 'verified',
  shown: 'shown',
  of: 'of',
  live: 'Live',
  applied: 'applied',
  undone: 'taken back',
  mailbox: 'Mailbox',
  mailboxOf: 'What the desk told',
  mailEmpty: 'Nothing has come yet.',
  mailOpen: 'Open the page',
  mailAll: 'E-mail and reports',
  mailTo: 'To',
  registerAgain: 'Register again as this person',
};

const AR: typeof EN = {
  title: 'المنصة التجريبية',
  lead: 'منصات وهمية. لا شيء هنا حقيقي: الأسماء مخترعة والمنشورات محايدة.',
  telegram: 'تيليغرام',
  tamtam: 'تام تام',
  matrix: 'ماتريكس',
  channels: 'القنوات والمجموعات',
  accounts: 'الحسابات والروبوتات',
  kinds: 'النوع',
  which: 'أيّها',
  all: 'الكل',
  dark: 'المحجوب',
  touched: 'ما مسّه إجراء',
  visible: 'ظاهر',
  hidden: 'محجوب',
  search: 'ابحث بالاسم أو المعرّف',
  followers: 'متابعًا',
  nothing: 'لا شيء هنا.',
  latest: 'ما أمر به المكتب',
  noOrders: 'لم يصل أي أمر بعد.',
  unavailable: 'هذا المحتوى غير متاح.',
  because: 'عليه إجراء قائم من المكتب.',
  posts: 'المنشورات',
  runs: 'يديرها',
  follows: 'يتابع',
  report: 'إبلاغ',
  reason: 'ما المشكلة هنا؟',
  send: 'أرسل إلى المكتب',
  sent: 'استلم المكتب البلاغ.',
  notSent: 'لم يستلم المكتب البلاغ',
  noDesk: 'المكتب غير متصل، فلا يمكن الإبلاغ من هنا.',
  back: 'عودة إلى القائمة',
  media: 'وسائط، لا تُعرض',
  other: 'English',
  verified: 'موثّق',
  shown: 'معروض',
  of: 'من',
  live: 'مباشر',
  applied: 'نُفّذ',
  undone: 'أُلغي',
  mailbox: 'صندوق الرسائل',
  mailboxOf: 'ما أبلغ به المكتب',
  mailEmpty: 'لم تصل أي رسالة بعد.',
  mailOpen: 'افتح الصفحة',
  mailAll: 'البريد والبلاغات',
  mailTo: 'إلى',
  registerAgain: 'التسجيل من جديد باسم هذا الشخص',
};

const MEASURES: Readonly<Record<PageLanguage, Readonly<Record<string, string>>>> = {
  en: {
    remove_channel: 'removed',
    disable_in_territory: 'disabled in',
    label: 'labelled',
    suspend_account: 'suspended',
    terminate_account: 'terminated',
    bar_reregistration: 'barred from registering again',
    remove_followers: 'followers removed',
    revoke_invites: 'invites revoked',
  },
  ar: {
    remove_channel: 'مُزالة',
    disable_in_territory: 'معطّل في',
    label: 'عليه وسم',
    suspend_account: 'موقوف مؤقتًا',
    terminate_account: 'مُنهى',
    bar_reregistration: 'ممنوع من التسجيل مجددًا',
    remove_followers: 'أزيل المتابعون',
    revoke_invites: 'أُلغيت الدعوات',
  },
};

export type Words = typeof EN;

export function wordsOf(language: PageLanguage): Words {
  return language === 'ar' ? AR : EN;
}

/** A standing measure in words, with its territory when it has one. */
export function measureWords(language: PageLanguage, measure: string, scope: string): string {
  const words = MEASURES[language][measure] ?? measure;
  return scope === 'global' ? words : `${words} ${scope}`;
}

/** Everything the page's script needs to write live changes in the reader's language. */
export function scriptWords(language: PageLanguage): object {
  const { visible, hidden, followers, applied, undone } = wordsOf(language);
  return { visible, hidden, followers, applied, undone, measures: MEASURES[language] };
}
