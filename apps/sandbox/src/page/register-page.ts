import type { PlatformCode } from '../network/network.js';
import { html, type Html } from './html.js';
import { frame } from './pages.js';
import { wordsOf, type PageLanguage } from './words.js';

/** What somebody typed to register. */
export interface RegisterForm {
  phone: string;
  device: string;
  pass: string;
}

/** What the desk answered; `nothing`: nothing was typed; `unreachable`: there was no answer. */
export type RegisterAnswer = 'allowed' | 'barred' | 'allowed_by_pass' | 'nothing' | 'unreachable';

/** Opening an account. Whoever is refused learns no reason, because the platform knows none. */
export function registerPage(
  language: PageLanguage,
  here: string,
  platform: PlatformCode,
  form: RegisterForm,
  answer: RegisterAnswer | null,
): string {
  const words = wordsOf(language);
  const own = WORDS[language];
  const field = (name: keyof RegisterForm, label: string, hint: string | null): Html =>
    html`<p>
      <label>${label}<br /><input name="${name}" value="${form[name]}" dir="ltr" autocomplete="off" /></label>${
        hint === null ? '' : html`<br /><span class="quiet">${hint}</span>`
      }
    </p>`;
  return frame(
    language,
    here,
    `${own.title} · ${words[platform]}`,
    html` <p><a href="/${platform}">${words.back}</a></p>
      <h1>${own.title} · ${words[platform]}</h1>
      ${answer === null ? '' : html`<p role="status" data-answer="${answer}"><strong>${own[answer]}</strong></p>`}
      <form method="post" action="/${platform}/register" class="register">
        ${field('phone', own.phone, null)} ${field('device', own.device, null)} ${field('pass', own.pass, own.passHint)}
        <button>${own.go}</button>
      </form>`,
  );
}

const EN = {
  title: 'Open an account',
  phone: 'Telephone',
  device: 'Device',
  pass: 'Pass',
  passHint: 'Only for who was given one by a notice.',
  go: 'Register',
  allowed: 'The account is open.',
  allowed_by_pass: 'The account is open. The pass is used up.',
  barred: 'No account can be opened with these.',
  nothing: 'Give a telephone or a device.',
  unreachable: 'Registering is not possible just now.',
};
const WORDS: Readonly<Record<PageLanguage, typeof EN>> = {
  en: EN,
  ar: {
    title: 'فتح حساب',
    phone: 'الهاتف',
    device: 'الجهاز',
    pass: 'التصريح',
    passHint: 'لمن أُعطي تصريحًا بإشعار فقط.',
    go: 'سجّل',
    allowed: 'فُتح الحساب.',
    allowed_by_pass: 'فُتح الحساب. واستُهلك التصريح.',
    barred: 'لا يمكن فتح حساب بهذه البيانات.',
    nothing: 'اكتب هاتفًا أو جهازًا.',
    unreachable: 'التسجيل غير ممكن الآن.',
  },
};
