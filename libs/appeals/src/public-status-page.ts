import { MAX_REASONS } from './appeal-words-rules.js';
import { faultBox, faultTexts, filesField, type ShownFile } from './public-form-page.js';
import type { FormFault } from './public-form-rules.js';
import { html, type Html } from './public-html.js';
import { directionOf, writtenDay, type PublicLanguage } from './public-language-rules.js';
import { field, languageButtons, writePage } from './public-page.js';
import type { AppealView } from './public-status.service.js';
import { filled, PUBLIC_WORDS, type PublicWords } from './public-words.js';

export interface StatusPage {
  readonly language: PublicLanguage;
  readonly token: string;
  readonly number: string;
  /** Stays empty until both opened the appeal. */
  readonly secret: string;
  readonly view: AppealView | null;
  readonly answer: string;
  readonly answered: boolean;
  readonly files: readonly ShownFile[];
  readonly faults: readonly FormFault[];
}

/** Where an appeal stands, for whoever has its number and secret; without them the two fields that ask for them. */
export function statusPage(page: StatusPage): string {
  const { language, view, faults } = page;
  const t = PUBLIC_WORDS[language];
  return writePage({
    language,
    title: t.statusTitle,
    path:
      view === null && faults.length === 0
        ? `/appeal/status${page.number && `?n=${encodeURIComponent(page.number)}`}`
        : null,
    body: html`<h1>${t.statusTitle}</h1>
      ${faultBox(t, faults)} ${view ? opened(page, view, t) : asking(page, t)}
      <p class="screen"><a href="/appeal?l=${language}">${t.newRequest}</a></p>`,
  });
}

function asking({ language, token, number, faults }: StatusPage, t: PublicWords): Html {
  const line = html`autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" maxlength="100" required`;
  return html`<p class="lead">${t.statusLead}</p>
    <form method="post" action="/appeal/status">
      <input type="hidden" name="token" value="${token}" />
      <input type="hidden" name="l" value="${language}" />
      ${field({
        id: 'number',
        label: t.number,
        fault: null,
        control: (a) => html`<input ${a} value="${number}" ${line} />`,
      })}
      ${field({ id: 'secret', label: t.secret, fault: null, control: (a) => html`<input ${a} ${line} />` })}
      <button>${t.show}</button>
      ${faults.length > 0 && languageButtons(language)}
    </form>`;
}

function opened(page: StatusPage, view: AppealView, t: PublicWords): Html {
  const { language } = page;
  const day = (at: Date) => writtenDay(at, language);
  return html`<dl>
      <dt>${t.number}</dt>
      <dd class="code">${view.number}</dd>
    </dl>
    <section class="box ${view.question && 'waiting'}${view.told && 'accent'}">
      <p class="state">${t[stateWord(view)]}</p>
      <p class="hint">${filled(t.sentOn, { day: day(view.submittedAt) })}</p>
      ${view.dueAt && html`<p class="hint">${filled(t.dueOn, { day: day(view.dueAt) })}</p>`}
    </section>
    ${page.answered && html`<p class="box accent" role="status">${t.answerKept}</p>`} ${view.told && told(view.told, t)}
    ${view.question && question(page, view.question, t)} ${view.codeSent && confirming(page, t)}
    ${!view.question && moreLanguages(page)}`;
}

function stateWord({ stage, told, question }: AppealView): keyof PublicWords {
  if (told) return told.outcome;
  return question ? 'asked' : stage;
}

function told(answer: NonNullable<AppealView['told']>, t: PublicWords): Html {
  const lines = (label: string, text: string) =>
    text !== '' &&
    html`<dt>${label}</dt>
      <dd class="said" dir="auto">${text}</dd>`;
  return html`<article class="box" lang="${answer.language}" dir="${directionOf(answer.language)}">
      <p class="said" dir="auto">${answer.body}</p>
    </article>
    <dl>${lines(t.lifted, answer.lifted)}${lines(t.stillInForce, answer.standing)}</dl>`;
}

function question(page: StatusPage, asked: NonNullable<AppealView['question']>, t: PublicWords): Html {
  const { language } = page;
  const fault = faultTexts(t, page.faults);
  return html`<h2>${t.question}</h2>
    <p class="box said" dir="auto">${asked.text}</p>
    <p>${filled(t.answerDue, { day: writtenDay(asked.dueAt, language) })}</p>
    <form method="post" action="/appeal/status" enctype="multipart/form-data">
      ${hidden(page)}
      <input type="hidden" name="question" value="${asked.id}" />
      ${field({
        id: 'answer',
        label: t.answer,
        hint: null,
        fault: fault('answer'),
        control: (a) =>
          html`<textarea ${a} rows="6" dir="auto" maxlength="${MAX_REASONS}" required>${'\n'}${page.answer}</textarea>`,
      })}
      ${filesField(t, page.files, fault('files'))}
      <button>${t.sendAnswer}</button>
      ${languageButtons(language)}
    </form>`;
}

function confirming(page: StatusPage, t: PublicWords): Html {
  return html`<h2>${t.yours}</h2>
    <form method="post" action="/appeal/status">
      ${hidden(page)}
      ${field({
        id: 'code',
        label: t.code,
        hint: t.yoursHint,
        fault: faultTexts(t, page.faults)('code'),
        control: (a) =>
          html`<input
            ${a}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            dir="ltr"
            maxlength="100"
            required
          />`,
      })}
      <button>${t.confirm}</button>
    </form>`;
}

function moreLanguages(page: StatusPage): Html {
  return html`<form method="post" action="/appeal/status">${hidden(page)}${languageButtons(page.language)}</form>`;
}

function hidden({ token, language, number, secret }: StatusPage): Html {
  return html`<input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="l" value="${language}" />
    <input type="hidden" name="number" value="${number}" />
    <input type="hidden" name="secret" value="${secret}" />`;
}
