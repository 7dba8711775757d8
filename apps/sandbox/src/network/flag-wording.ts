import type { Language } from './network.js';

type Words = Readonly<Record<Language, readonly string[]>>;

/** What people write when they report a channel of an operation. */
export const REPORT_TERROR: Words = {
  ar: ['ينشر دعاية لتنظيم محظور', 'قناة بديلة لقناة حُذفت أمس', 'روابط لأرشيف دعائي', 'يحرّض على العنف'],
  en: [
    'Posts propaganda of a banned organisation',
    'Replacement of a channel removed yesterday',
    'Links to a propaganda archive',
    'Calls for violence',
  ],
  fr: [
    'Propagande d’une organisation interdite',
    'Remplace un canal supprimé hier',
    'Liens vers des archives de propagande',
  ],
  ru: ['Пропаганда запрещённой организации', 'Замена удалённого вчера канала', 'Ссылки на архив пропаганды'],
};
export const REPORT_SPAM: Words = {
  ar: ['احتيال مالي', 'رسائل مزعجة متكررة'],
  en: ['Investment scam', 'Keeps sending spam'],
  fr: ['Arnaque financière', 'Messages indésirables répétés'],
  ru: ['Финансовое мошенничество', 'Постоянный спам'],
};
export const REPORT_IMPERSONATION: Words = {
  ar: ['ينتحل صفة صحيفة'],
  en: ['Pretends to be a newspaper', 'Copies our name and logo'],
  fr: ['Se fait passer pour un journal'],
  ru: ['Выдаёт себя за газету'],
};
export const REPORT_OTHER: Words = {
  ar: ['محتوى غير لائق', 'لا يعجبني ما ينشر', 'إزعاج في التعليقات'],
  en: ['I do not like what they post', 'Rude replies in comments', 'Wrong information'],
  fr: ['Commentaires désagréables', 'Informations fausses'],
  ru: ['Грубость в комментариях', 'Неверные сведения'],
};
