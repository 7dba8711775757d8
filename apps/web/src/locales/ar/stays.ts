import type { stays as english } from '../en/stays.js';

/** الوقف الاحترازي، ووسائل الإعلام المُعلَنة، والنقاط. */
export const stays: Readonly<Record<keyof typeof english, string>> = {
  'stay.made': 'الحالة {number}: وقف احترازي {reference}. لم يُفرض شيء، ويُبَتّ فيه حتى {due}.',
  'stay.leftOut':
    '{count, plural, zero {لم يُستثنَ أحد} one {استُثني طرف واحد} two {استُثني طرفان} few {استُثنيت # أطراف} many {استُثني # طرفًا} other {استُثني # طرف}}: {references}. ويمضي الباقي.',
  'stay.draft': 'أُوقف إجراء هنا',
  'stay.draftWords': 'لم يُفرض شيء. قرارك يجيب عن المسوّدة المنتظرة ويُغلق حالتها معه.',
  'stay.draftMore': 'أظهِر المسوّدة',
  'stay.draftLess': 'أخفِ المسوّدة',
  'second.stay': 'وقف احترازي',

  'media.title': 'يُسمع أولًا',
  'media.waiting': 'أُبلغت الوسيلة الإعلامية بما يُراد، ولها أن تردّ حتى ذلك الوقت.',
  'media.replied': 'ردّت',
  'media.erased': 'مُحي الردّ.',
  'media.reply': 'أدخِل ردّها',
  'media.replyGo': 'احفظ الردّ',
  'media.replyWords': 'ما تقوله',
  'media.crisis': 'مهلة أقصر: أزمة',
  'media.crisisGo': 'قصّر المهلة',
  'media.crisisWords': 'أيّ أزمة، ولِمَ لا تحتمل الانتظار',
  'media.hours': 'عدد الساعات كلها، من وقت السؤال',

  'strike.title':
    '{weight, plural, =0 {النقاط، لا شيء ساريًا} zero {النقاط، لا شيء ساريًا} one {النقاط، وزنها واحد} two {النقاط، وزنها اثنان} few {النقاط، وزنها #} many {النقاط، وزنها #} other {النقاط، وزنها #}}',
  'strike.reached': '{weight} من {limit}: يُقترح «{measure}»',
  'strike.next': '{weight} من {limit}: ثم يُقترح «{measure}»',
  'strike.until': 'حتى {date}',
  'strike.revoked': 'أُلغيت بالقرار {number}',
};
