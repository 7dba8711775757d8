import { Html, html, type Piece } from './public-html.js';
import { directionOf, PUBLIC_LANGUAGES, type PublicLanguage } from './public-language-rules.js';
import { styleOf } from './public-style.js';
import { PUBLIC_WORDS } from './public-words.js';

export interface PublicPage {
  readonly language: PublicLanguage;
  readonly title: string;
  /** Where the other languages are found by a link; null where that would lose what was typed. */
  readonly path: string | null;
  readonly body: Html;
}

const MARK = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M12 3.5v17M8 20.5h8M3.5 7h17" />
  <path d="M1.5 14.5a3.6 3.6 0 0 0 7 0L5 7Z" />
  <path d="M15.5 14.5a3.6 3.6 0 0 0 7 0L19 7Z" />
</svg>`;

/** A whole page, which carries its own style and nothing that runs. */
export function writePage({ language, title, path, body }: PublicPage): string {
  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Mizan</title>
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        ${new Html(`<style>${styleOf(language).css}</style>`)}
      </head>
      <body>
        <header>${MARK}<strong>Mizan</strong>${path !== null && languageLinks(language, path)}</header>
        <main>${body}</main>
      </body>
    </html>`.text.replaceAll(/\n\s+</g, '\n<');
}

function languageLinks(language: PublicLanguage, path: string): Html {
  const glue = path.includes('?') ? '&' : '?';
  return html`<nav aria-label="${PUBLIC_WORDS[language].language}">
    ${otherLanguages().map(([code, name]) =>
      code === language
        ? html`<span lang="${code}" aria-current="true">${name}</span>`
        : html`<a href="${path}${glue}l=${code}" lang="${code}" hreflang="${code}">${name}</a>`,
    )}
  </nav>`;
}

/** Buttons of a form that bring the same page, as it is filled in, in another language. */
export function languageButtons(language: PublicLanguage): Html {
  return html`<div class="field screen" role="group" aria-label="${PUBLIC_WORDS[language].language}">
    ${otherLanguages()
      .filter(([code]) => code !== language)
      .map(
        ([code, name]) =>
          html`<button class="quiet" name="switch" value="${code}" lang="${code}" formnovalidate>${name}</button>`,
      )}
  </div>`;
}

function otherLanguages(): [string, string][] {
  return Object.entries(PUBLIC_LANGUAGES);
}

/** Headers of a page: nothing runs, nothing is loaded but our letters and mark, nothing is kept by anybody between. */
export function pageHeaders(language: PublicLanguage): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': [
      `default-src 'none'`,
      `style-src '${styleOf(language).hash}'`,
      `font-src 'self'`,
      `img-src 'self'`,
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    // With no-referrer a browser would hide from us that the form is our own (Fetch, 3.2).
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    vary: 'accept-language',
  };
}

/** One field with its label, hint and fault, read together by whoever cannot see them. */
export function field(given: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly fault: string | null;
  readonly className?: string;
  /** Gets the attributes that tie it to its hint and fault. */
  readonly control: (attributes: Html) => Piece;
}): Html {
  const { id, label, hint, fault, className = '', control } = given;
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  const attributes = html`id="${id}" name="${id}"
  ${described && html`aria-describedby="${described}"`}${fault && html` aria-invalid="true"`}`;
  return html`<div class="field ${className}">
    <label for="${id}">${label}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${control(attributes)}
    ${fault && html`<p class="fault" id="${id}-fault">${fault}</p>`}
  </div>`;
}
