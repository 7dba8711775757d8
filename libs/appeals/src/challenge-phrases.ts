/** What the owner of an account reads when somebody appeals in their name; `{number}` and `{code}` are filled in. */
export const CHALLENGE_PHRASES: Readonly<Record<string, string>> = {
  ar: 'قُدِّم باسم هذا الحساب التظلّم {number}. إن كنت أنت من قدّمه فاكتب الرمز {code} في صفحة التظلّم. وإن لم تكن أنت فلا تفعل شيئًا.',
  en: 'Appeal {number} was filed in the name of this account. If it was you, enter the code {code} on the page of the appeal. If it was not, do nothing.',
  fr: 'Le recours {number} a été déposé au nom de ce compte. Si c’est vous, saisissez le code {code} sur la page du recours. Sinon, ne faites rien.',
  ru: 'От имени этой учётной записи подана жалоба {number}. Если это были вы, введите код {code} на странице жалобы. Если нет, ничего не делайте.',
  fa: 'اعتراض {number} به نام این حساب ثبت شده است. اگر خودتان ثبت کرده‌اید، کد {code} را در صفحهٔ اعتراض وارد کنید. وگرنه کاری نکنید.',
  tr: '{number} numaralı itiraz bu hesap adına yapıldı. Siz yaptıysanız {code} kodunu itiraz sayfasına girin. Siz değilseniz bir şey yapmayın.',
};

/** In the language of the tag, else in English. */
export function challengeText(language: string, number: string, code: string): string {
  const phrase = CHALLENGE_PHRASES[language.split('-')[0] ?? ''] ?? CHALLENGE_PHRASES['en'] ?? '';
  return phrase.replace('{number}', number).replace('{code}', code);
}
