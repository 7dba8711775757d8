import type { CaseCategory } from '@mizan/foundation/case-category.js';

type Words = Readonly<Record<'en' | 'ar', string>>;

/** A policy of the sample desk with its first version. */
export interface SamplePolicy {
  readonly code: string;
  readonly category: `${CaseCategory}`;
  readonly ground: 'law' | 'terms';
  readonly titles: Words;
  readonly guidances: Words;
  readonly legalReference: string | null;
  /** Head start of a case under this policy, in minutes. */
  readonly severityMinutes: number;
  readonly measures: readonly string[];
  readonly requiresSecond: boolean;
}

const CHANNEL_MEASURES = ['remove_channel', 'disable_in_territory', 'label', 'remove_followers', 'revoke_invites'];
const ACCOUNT_MEASURES = ['suspend_account', 'terminate_account', 'bar_reregistration'];

export const SAMPLE_POLICIES: readonly SamplePolicy[] = [
  {
    code: 'terrorist-content',
    category: 'terrorism',
    ground: 'law',
    titles: { en: 'Terrorist content', ar: 'محتوى إرهابي' },
    guidances: {
      en: 'Content that incites, glorifies, recruits for or instructs in terrorist offences, and channels that exist to spread it or to bring back what was removed. Not covered: reporting, research, education, artistic work, counter-speech. Look at the whole channel, not at one post: who runs it, what it forwards, what it invites to. If the subject reports on the harm rather than causing it, the outcome is collateral.',
      ar: 'محتوى يحرّض على جرائم إرهابية أو يمجّدها أو يجنّد لها أو يعلّم تنفيذها، وكذلك القنوات التي أنشئت لنشره أو لإعادة ما أزيل. لا يشمل ذلك التغطية الصحفية والبحث والتعليم والعمل الفني وخطاب المواجهة. انظر إلى القناة كلها لا إلى منشور واحد: من يديرها، وماذا تعيد نشره، وإلى ماذا تدعو. وإذا كان صاحبها ينقل الضرر ولا يصنعه، فالنتيجة ضرر جانبي.',
    },
    legalReference: 'Regulation (EU) 2021/784, Art. 2(7)',
    severityMinutes: 240,
    measures: [...CHANNEL_MEASURES, ...ACCOUNT_MEASURES],
    requiresSecond: false,
  },
  {
    code: 'incitement',
    category: 'terrorism',
    ground: 'law',
    titles: { en: 'Incitement to violence', ar: 'التحريض على العنف' },
    guidances: {
      en: 'A call to violence against persons or groups that readers could follow. Context decides: quotation with distance, satire and historical texts are not incitement. Cite the post that carries the call.',
      ar: 'دعوة إلى العنف ضد أشخاص أو جماعات يمكن للقراء اتباعها. السياق هو الفيصل: الاقتباس مع التحفظ والسخرية والنصوص التاريخية ليست تحريضًا. اذكر المنشور الذي يحمل الدعوة.',
    },
    legalReference: 'Directive (EU) 2017/541, Art. 5',
    severityMinutes: 180,
    measures: [...CHANNEL_MEASURES, 'suspend_account', 'terminate_account'],
    requiresSecond: false,
  },
  {
    code: 'threat-to-life',
    category: 'threat_to_life',
    ground: 'law',
    titles: { en: 'Threat to life', ar: 'تهديد للحياة' },
    guidances: {
      en: 'Somebody may be about to be killed or badly hurt, also by their own hand. Act first: tell the authority or emergency contact of the place, note who was told and when, or why nobody was. Then decide about the content.',
      ar: 'قد يكون شخص على وشك أن يُقتل أو يصاب إصابة بالغة، ولو بيده. تصرّف أولًا: أبلغ الجهة المختصة أو جهة الطوارئ في المكان، وسجّل من أُبلغ ومتى، أو لماذا لم يُبلَّغ أحد. ثم قرّر بشأن المحتوى.',
    },
    legalReference: 'Regulation (EU) 2022/2065, Art. 18',
    severityMinutes: 2880,
    measures: ['remove_channel', 'suspend_account', 'label'],
    requiresSecond: false,
  },
  {
    code: 'child-safety',
    category: 'child_safety',
    ground: 'law',
    titles: { en: 'Child safety', ar: 'سلامة الأطفال' },
    guidances: {
      en: 'Sexual abuse or exploitation of children in any form. Nothing is shown here and no material is kept: hash and reference only. Closing needs the report to the authority: which, when, its number.',
      ar: 'الاعتداء الجنسي على الأطفال أو استغلالهم بأي شكل. لا يُعرض هنا شيء ولا تُحفظ أي مادة: البصمة والمرجع فقط. ويتطلب الإغلاق بلاغًا إلى الجهة المختصة: أيها، ومتى، ورقمه.',
    },
    legalReference: 'Directive 2011/93/EU',
    severityMinutes: 1440,
    measures: ['remove_channel', 'suspend_account', 'terminate_account', 'bar_reregistration'],
    requiresSecond: true,
  },
  {
    code: 'impersonation',
    category: 'general',
    ground: 'terms',
    titles: { en: 'Impersonation', ar: 'انتحال الصفة' },
    guidances: {
      en: 'Passing as a person, newsroom or organisation to deceive. Look for characters that are not what they seem; they are shown as marks. Parody that says so is allowed.',
      ar: 'الظهور بمظهر شخص أو مؤسسة صحفية أو منظمة بقصد الخداع. انتبه إلى المحارف التي ليست كما تبدو، فهي تظهر هنا علامات. والمحاكاة الساخرة المعلنة مسموحة.',
    },
    legalReference: null,
    severityMinutes: 60,
    measures: ['remove_channel', 'label', 'suspend_account'],
    requiresSecond: false,
  },
  {
    code: 'harassment',
    category: 'general',
    ground: 'terms',
    titles: { en: 'Harassment', ar: 'المضايقة' },
    guidances: {
      en: 'Repeated unwanted contact, threats below the line of violence, publishing private details. One rude remark is not harassment.',
      ar: 'تواصل متكرر غير مرغوب فيه، أو تهديد دون حدّ العنف، أو نشر بيانات خاصة. ملاحظة فظة واحدة ليست مضايقة.',
    },
    legalReference: null,
    severityMinutes: 45,
    measures: ['remove_channel', 'label', 'suspend_account'],
    requiresSecond: false,
  },
  {
    code: 'spam',
    category: 'general',
    ground: 'terms',
    titles: { en: 'Spam and fraud', ar: 'الرسائل المزعجة والاحتيال' },
    guidances: {
      en: 'Unsolicited mass messages, invented profits, fake shops. Bots that answer only when asked are not spam.',
      ar: 'رسائل جماعية غير مطلوبة، وأرباح مختلقة، ومتاجر وهمية. الروبوتات التي لا تجيب إلا عند السؤال ليست مزعجة.',
    },
    legalReference: null,
    severityMinutes: 15,
    measures: ['remove_channel', 'label', 'suspend_account', 'terminate_account'],
    requiresSecond: false,
  },
];
