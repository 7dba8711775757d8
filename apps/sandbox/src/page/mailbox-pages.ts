import type { MailboxEntry } from '../mailbox.js';
import type { WorldSubject } from '../world.js';
import { html, type Html } from './html.js';
import { frame } from './pages.js';
import { wordsOf, type PageLanguage } from './words.js';

const LANGUAGES_RIGHT_TO_LEFT = ['ar', 'fa'];

/** What one person of this platform was told, as they would read it. */
export function mailboxPage(
  language: PageLanguage,
  here: string,
  owner: WorldSubject,
  entries: readonly MailboxEntry[],
): string {
  const words = wordsOf(language);
  const { platform, nativeId, title } = owner.subject;
  return frame(
    language,
    here,
    `${words.mailbox} · ${title}`,
    html` <p>
        <a href="/${platform}/at/${encodeURIComponent(nativeId)}"><bdi>${title}</bdi></a>
      </p>
      <h1>${words.mailboxOf}</h1>
      ${letters(language, entries, false)}`,
  );
}

/** E-mail, and what reporters were told. */
export function mailPage(language: PageLanguage, here: string, entries: readonly MailboxEntry[]): string {
  const words = wordsOf(language);
  return frame(
    language,
    here,
    words.mailAll,
    html` <p><a href="/">${words.back}</a></p>
      <h1>${words.mailAll}</h1>
      ${letters(language, entries, true)}`,
  );
}

function letters(language: PageLanguage, entries: readonly MailboxEntry[], withBox: boolean): Html {
  const words = wordsOf(language);
  if (entries.length === 0) return html`<p class="quiet">${words.mailEmpty}</p>`;
  return html`<ol class="letters" data-letters>
    ${entries.slice(0, 200).map(
      (entry) =>
        html`<li class="letter" data-letter="${entry.id}" data-kind="${entry.kind}">
          <p class="quiet">
            <time datetime="${entry.at}">${entry.at.slice(0, 16).replace('T', ' ')} UTC</time>${
              withBox ? html` · ${words.mailTo} <bdi dir="ltr">${entry.box}</bdi>` : ''
            }
          </p>
          <h2 ${direction(entry)}>${entry.subjectLine}</h2>
          <div class="words" ${direction(entry)}>${entry.text}</div>
          ${entry.link === null ? '' : html`<p><a href="${entry.link}" data-link>${words.mailOpen}</a></p>`}
        </li>`,
    )}
  </ol>`;
}

function direction({ language }: MailboxEntry): Html {
  if (language === '') return html`dir="auto"`;
  return html`lang="${language}" dir="${LANGUAGES_RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr'}"`;
}
