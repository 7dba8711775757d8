import { html, type Html } from './public-html.js';
import type { PublicLanguage } from './public-language-rules.js';
import { CLAIMED, FILE_LIMITS, type AppealForm, type FormFault, type FormField } from './public-form-rules.js';
import { TAKEN_TYPES } from './public-file-rules.js';
import { MAX_REASONS } from './appeal-words-rules.js';
import { field, languageButtons, writePage } from './public-page.js';
import { filled, PUBLIC_WORDS, type PublicWords } from './public-words.js';

/** A file that came before, and the token under which it comes again with the form. */
export interface ShownFile {
  readonly name: string;
  readonly token: string;
}

/** The decision or report that a reference stands for, without a word about it. */
export interface KnownReference {
  readonly notice: string;
  readonly platform: string;
}

export interface FormPage {
  readonly language: PublicLanguage;
  readonly token: string;
  readonly form: AppealForm;
  readonly platforms: readonly { readonly id: string; readonly name: string }[];
  readonly known: KnownReference | null;
  readonly files: readonly ShownFile[];
  readonly faults: readonly FormFault[];
  /** Sent before, so that another language is asked for with what was typed. */
  readonly again: boolean;
}

/** The form by which somebody asks for a second look. */
export function formPage(page: FormPage): string {
  const { language, form, known, faults } = page;
  const t = PUBLIC_WORDS[language];
  const fault = faultTexts(t, faults);
  const reference = form.reference === '' ? '' : `n=${encodeURIComponent(form.reference.slice(0, 40))}`;
  return writePage({
    language,
    title: t.formTitle,
    path: page.again ? null : `/appeal${reference && `?${reference}`}`,
    body: html`<h1>${t.formTitle}</h1>
      ${faultBox(t, faults)}
      <p class="lead">${t.lead}</p>
      <p><a href="/appeal/status?l=${language}">${t.toStatus}</a></p>
      <form method="post" action="/appeal" enctype="multipart/form-data">
        <input type="hidden" name="token" value="${page.token}" />
        <input type="hidden" name="l" value="${language}" />
        <fieldset class="field">
          <legend>${t.who}</legend>
          ${choice('affected', t.affected, form.about)}${choice('reporter', t.reporter, form.about)}
        </fieldset>
        ${field({
          id: 'reference',
          label: t.reference,
          hint: t.referenceHint,
          fault: fault('reference'),
          control: (a) =>
            html`<input
              ${a}
              value="${form.reference}"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              dir="ltr"
              maxlength="100"
            />`,
        })}
        ${known && html`<p class="box accent">${filled(t.referenceKnown, { ...known })}</p>`}
        ${!known && withoutCode(page, t, fault)}
        <div class="group"></div>
        ${field({
          id: 'reasons',
          label: t.reasons,
          hint: filled(t.reasonsHint, { max: MAX_REASONS }),
          fault: fault('reasons'),
          control: (a) => html`<textarea ${a} rows="8" dir="auto" required>${'\n'}${form.reasons}</textarea>`,
        })}
        ${field({
          id: 'claimed',
          label: t.claimed,
          hint: t.claimedHint,
          fault: fault('claimed'),
          control: (a) =>
            html`<select ${a}>
              <option value="">${t.none}</option>
              ${CLAIMED.map((each) => option(each, t[each], form.claimed))}
            </select>`,
        })}
        ${filesField(t, page.files, fault('files'))}
        ${field({
          id: 'email',
          label: t.email,
          hint: t.emailHint,
          fault: fault('email'),
          control: (a) =>
            html`<input
              ${a}
              value="${form.email}"
              type="text"
              inputmode="email"
              autocomplete="email"
              dir="ltr"
              maxlength="320"
            />`,
        })}
        <div ${form.website === '' && html`class="off" aria-hidden="true"`}>
          ${field({
            id: 'website',
            label: t.leaveEmpty,
            fault: fault('website'),
            control: (a) => html`<input ${a} tabindex="-1" autocomplete="off" />`,
          })}
        </div>
        <button>${t.send}</button>
        ${page.again && languageButtons(language)}
      </form>`,
  });
}

function withoutCode({ form, platforms }: FormPage, t: PublicWords, fault: FaultText): Html {
  return html`<h2>${t.withoutCode}</h2>
    ${field({
      id: 'platform',
      label: t.platform,
      fault: fault('platform'),
      control: (a) =>
        html`<select ${a}>
          <option value="">${t.choose}</option>
          ${platforms.map((each) => option(each.id, each.name, form.platform))}
        </select>`,
    })}
    ${field({
      id: 'subject',
      className: 'only-affected',
      label: t.subject,
      hint: t.subjectHint,
      fault: fault('subject'),
      control: (a) =>
        html`<input
          ${a}
          value="${form.subject}"
          inputmode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="ltr"
        />`,
    })}
    ${field({
      id: 'report',
      className: 'only-reporter',
      label: t.report,
      fault: fault('report'),
      control: (a) => html`<input ${a} value="${form.report}" autocomplete="off" spellcheck="false" dir="ltr" />`,
    })}`;
}

/** The field for files, and those that are kept already. */
export function filesField(t: PublicWords, files: readonly ShownFile[], fault: string | null): Html {
  return html`${field({
    id: 'files',
    label: t.files,
    hint: filled(t.filesHint, FILE_LIMITS),
    fault,
    control: (a) => html`<input ${a} type="file" multiple accept="${TAKEN_TYPES}" />`,
  })}
  ${
    files.length > 0 &&
    html`<div class="box">
      <p>${t.keptFiles}</p>
      <ul>
        ${files.map(
          ({ name, token }) => html`<li><bdi>${name}</bdi><input type="hidden" name="kept" value="${token}" /></li>`,
        )}
      </ul>
    </div>`
  }`;
}

type FaultText = (name: FormField) => string | null;

export function faultTexts(t: PublicWords, faults: readonly FormFault[]): FaultText {
  return (name) => {
    const texts = faults.filter((each) => each.field === name).map((each) => filled(t[each.word], each.values));
    return texts.length > 0 ? texts.join(' ') : null;
  };
}

/** What stands above a form that was not accepted, with a way to each field. */
export function faultBox(t: PublicWords, faults: readonly FormFault[]): Html | null {
  if (faults.length === 0) return null;
  return html`<div class="box danger" role="alert">
    <p>${t.errors}</p>
    <ul>
      ${faults.map((each) => {
        const text = filled(t[each.word], each.values);
        const label = LABELS[each.field];
        return label ? html`<li><a href="#${each.field}">${t[label]}</a>: ${text}</li>` : html`<li>${text}</li>`;
      })}
    </ul>
  </div>`;
}

const LABELS: Readonly<Partial<Record<FormField, keyof PublicWords>>> = {
  reference: 'reference',
  platform: 'platform',
  subject: 'subject',
  report: 'report',
  claimed: 'claimed',
  reasons: 'reasons',
  email: 'email',
  files: 'files',
  answer: 'answer',
  code: 'code',
};

function choice(value: string, label: string, chosen: string): Html {
  return html`<label class="choice"
    ><input
      type="radio"
      name="about"
      id="about-${value}"
      value="${value}"
      ${value === chosen && 'checked'}
    />${label}</label
  >`;
}

function option(value: string, label: string, chosen: string): Html {
  return html`<option value="${value}" ${value === chosen && 'selected'}>${label}</option>`;
}
