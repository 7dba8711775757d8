import { html } from './public-html.js';
import { writtenDay, type PublicLanguage } from './public-language-rules.js';
import { writePage } from './public-page.js';
import { filled, PUBLIC_WORDS } from './public-words.js';

export interface ReceiptPage {
  readonly language: PublicLanguage;
  readonly token: string;
  readonly number: string;
  readonly secret: string;
  /** Null when nothing may be said of the account: the date would tell what is known of it. */
  readonly dueAt: Date | null;
  /** What is said instead of a date, in days. */
  readonly usualDays: number;
}

/** What the person keeps: number, secret, what comes next. Made to be printed. */
export function receiptPage({ language, token, number, secret, dueAt, usualDays }: ReceiptPage): string {
  const t = PUBLIC_WORDS[language];
  return writePage({
    language,
    title: t.receiptTitle,
    path: null,
    body: html`<h1>${t.receiptTitle}</h1>
      <p>${t.receiptKeep}</p>
      <dl class="box accent">
        <dt>${t.number}</dt>
        <dd class="code" id="number">${number}</dd>
        <dt>${t.secret}</dt>
        <dd class="code" id="secret">${secret}</dd>
      </dl>
      <h2>${t.next}</h2>
      <p>${t.nextPerson}</p>
      <p>
        ${
          dueAt
            ? filled(t.nextDue, { day: writtenDay(dueAt, language) })
            : filled(t.nextUnverified, { days: usualDays })
        }
      </p>
      <p>${t.nextQuestion}</p>
      <form method="post" action="/appeal/status">
        <input type="hidden" name="token" value="${token}" />
        <input type="hidden" name="l" value="${language}" />
        <input type="hidden" name="number" value="${number}" />
        <input type="hidden" name="secret" value="${secret}" />
        <button>${t.seeStatus}</button>
      </form>
      <p class="screen"><a href="/appeal?l=${language}">${t.newRequest}</a></p>`,
  });
}
