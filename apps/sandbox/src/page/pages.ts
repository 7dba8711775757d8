import type { BookEntry } from '../order-book.js';
import { PLATFORM_CODES, type PlatformCode } from '../network/network.js';
import { isVisible, type Standing, type WorldSubject } from '../world.js';
import { html, type Html } from './html.js';
import { measureWords, scriptWords, wordsOf, type PageLanguage } from './words.js';

/** Most subjects that one list shows. */
const LIST_LIMIT = 400;

/** What a reader asked for in the address. */
export interface ListView {
  platform: PlatformCode;
  what: 'channels' | 'accounts';
  only: 'all' | 'dark' | 'touched';
  text: string;
}

const platformUrl = (view: ListView, change: Partial<ListView>) => {
  const next = { ...view, ...change };
  const query = new URLSearchParams({
    what: next.what,
    only: next.only,
    ...(next.text === '' ? {} : { q: next.text }),
  });
  return `/${next.platform}?${query.toString()}`;
};

const number = (value: number, language: PageLanguage) =>
  new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-latn' : 'en').format(value);

/** The frame of every page: language, direction, switch, style and script. */
export function frame(language: PageLanguage, here: string, title: string, body: Html): string {
  const words = wordsOf(language);
  const other = language === 'ar' ? 'en' : 'ar';
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page/sandbox.css" />
        <script type="module" src="/page/sandbox.js"></script>
      </head>
      <body data-words="${JSON.stringify(scriptWords(language))}">
        <header>
          <p class="mark"><a href="/">${words.title}</a></p>
          <p class="lead">${words.lead}</p>
          <p><a href="/mail">${words.mailAll}</a></p>
          <form method="get" action="/language">
            <input type="hidden" name="to" value="${other}" /><input type="hidden" name="back" value="${here}" /><button
              lang="${other}"
            >
              ${words.other}
            </button>
          </form>
        </header>
        <main>${body}</main>
      </body>
    </html>`.text;
}

/** One platform: its subjects as cards that go dark and come back while one looks. */
export function listPage(
  language: PageLanguage,
  here: string,
  view: ListView,
  all: readonly WorldSubject[],
  latest: readonly BookEntry[],
  titleOf: (entry: BookEntry) => string,
): string {
  const words = wordsOf(language);
  const channels = all.filter((entry) => entry.subject.kind === 'channel' || entry.subject.kind === 'group');
  const pool = view.what === 'channels' ? channels : all.filter((entry) => !channels.includes(entry));
  const dark = pool.filter((entry) => !isVisible(entry)).length;
  const wanted = view.text.trim().toLowerCase();
  const matching = pool.filter(
    (entry) =>
      (view.only === 'all' || (view.only === 'dark' ? !isVisible(entry) : entry.standing.length > 0)) &&
      (wanted === '' ||
        entry.subject.title.toLowerCase().includes(wanted) ||
        (entry.subject.handle ?? '').toLowerCase().includes(wanted)),
  );
  const shown = matching.slice(0, LIST_LIMIT);
  const tab = (label: string, href: string, current: boolean) =>
    html`<a href="${href}" ${current ? html` aria-current="page"` : ''}>${label}</a>`;
  return frame(
    language,
    here,
    `${words[view.platform]} · ${words.title}`,
    html` <h1 class="unseen">${words[view.platform]}</h1>
      <nav aria-label="${words.title}" class="platforms">
        ${PLATFORM_CODES.map((code) => tab(words[code], `/${code}`, code === view.platform))}
      </nav>
      <div class="bar">
        <nav class="tabs" aria-label="${words.kinds}">
          ${tab(words.channels, platformUrl(view, { what: 'channels' }), view.what === 'channels')}${tab(words.accounts, platformUrl(view, { what: 'accounts' }), view.what === 'accounts')}
        </nav>
        <nav class="tabs" aria-label="${words.which}">
          ${(['all', 'dark', 'touched'] as const).map((only) => tab(words[only], platformUrl(view, { only }), view.only === only))}
        </nav>
        <form method="get" class="find">
          <input type="hidden" name="what" value="${view.what}" /><input
            type="hidden"
            name="only"
            value="${view.only}"
          /><input
            type="search"
            name="q"
            value="${view.text}"
            aria-label="${words.search}"
            placeholder="${words.search}"
            dir="auto"
          />
        </form>
        <p class="count">
          <b data-count="visible">${pool.length - dark}</b> ${words.visible} ·
          <b data-count="dark">${dark}</b> ${words.hidden} · ${words.shown} ${shown.length} ${words.of}
          ${matching.length}
        </p>
      </div>
      <div class="columns">
        <ul class="cards" data-platform="${view.platform}">
          ${shown.map((entry) => card(language, entry))}
        </ul>
        <aside>
          <h2>${words.latest} <span class="live" data-live>${words.live}</span></h2>
          <ol class="feed" data-feed data-platform="${view.platform}" aria-live="polite">
            ${latest.map((entry) => feedLine(language, entry, titleOf(entry)))}
          </ol>
          ${latest.length === 0 ? html`<p class="quiet" data-empty>${words.noOrders}</p>` : ''}
        </aside>
      </div>
      ${shown.length === 0 ? html`<p class="quiet">${words.nothing}</p>` : ''}`,
  );
}

function card(language: PageLanguage, entry: WorldSubject): Html {
  const words = wordsOf(language);
  const { subject } = entry;
  const visible = isVisible(entry);
  return html`<li data-id="${subject.nativeId}" class="${visible ? 'card' : 'card is-dark'}">
    <a href="/${subject.platform}/at/${encodeURIComponent(subject.nativeId)}"><bdi>${subject.title}</bdi></a>
    <span class="handle"
      ><bdi dir="ltr">${subject.handle ?? subject.nativeId}</bdi
      >${subject.verifiedBadge ? html` <span class="badge">${words.verified}</span>` : ''}</span
    >
    <span class="state"
      ><span data-state>${visible ? words.visible : words.hidden}</span
      ><span data-audience
        >${entry.audience === null ? '' : ` · ${number(entry.audience, language)} ${words.followers}`}</span
      ></span
    >
    <span class="measures" data-measures>${measureList(language, entry.standing)}</span>
  </li>`;
}

function measureList(language: PageLanguage, standing: readonly Standing[]): Html[] {
  return standing.map((one) => html`<span class="measure">${measureWords(language, one.measure, one.scope)}</span>`);
}

function feedLine(language: PageLanguage, entry: BookEntry, title: string): Html {
  const words = wordsOf(language);
  const { order, at, answer } = entry;
  const what =
    answer.outcome === 'applied' ? (order.direction === 'apply' ? words.applied : words.undone) : answer.outcome;
  return html`<li>
    <time datetime="${at}">${at.slice(11, 19)}</time> <bdi>${title}</bdi>
    <span class="measure">${measureWords(language, order.measure, order.scope)}</span> ${what}
  </li>`;
}

/** One subject as the public would see it. */
export function subjectPage(
  language: PageLanguage,
  here: string,
  entry: WorldSubject,
  around: { runs: readonly WorldSubject[]; follows: readonly WorldSubject[] },
  report: { possible: boolean; result: { taken: boolean; detail: string } | null },
): string {
  const words = wordsOf(language);
  const { subject } = entry;
  const visible = isVisible(entry);
  const people = (title: string, list: readonly WorldSubject[]) =>
    list.length === 0
      ? ''
      : html`<section>
          <h2>${title}</h2>
          <ul class="names">
            ${list.slice(0, 30).map(
              (one) =>
                html`<li>
                  <a href="/${one.subject.platform}/at/${encodeURIComponent(one.subject.nativeId)}"
                    ><bdi>${one.subject.title}</bdi></a
                  >
                </li>`,
            )}
          </ul>
        </section>`;
  return frame(
    language,
    here,
    `${subject.title} · ${words.title}`,
    html` <p><a href="/${subject.platform}">${words.back}</a></p>
      <article data-id="${subject.nativeId}" data-reload class="${visible ? 'subject' : 'subject is-dark'}">
        <h1><bdi>${subject.title}</bdi></h1>
        <p class="handle">
          <bdi dir="ltr">${subject.handle ?? ''}</bdi>
          <bdi dir="ltr">${subject.nativeId}</bdi
          >${entry.audience === null ? '' : html` · ${number(entry.audience, language)} ${words.followers}`}
        </p>
        <p class="measures">${measureList(language, entry.standing)}</p>
        <p><a href="/${subject.platform}/at/${encodeURIComponent(subject.nativeId)}/mailbox">${words.mailbox}</a></p>
        ${
          subject.kind === 'account'
            ? html`<p>
                <a href="/${subject.platform}/register?as=${encodeURIComponent(subject.nativeId)}"
                  >${words.registerAgain}</a
                >
              </p>`
            : ''
        }
        ${
          visible
            ? html`<p dir="auto">${subject.description}</p>
                <section>
                  <h2>${words.posts}</h2>
                  ${subject.posts.length === 0 ? html`<p class="quiet">${words.nothing}</p>` : ''}${subject.posts.map(
                    (post) =>
                      html`<div class="post" lang="${post.language}" dir="auto">
                        <p>${post.text}</p>
                        ${post.media ? html`<p class="quiet" lang="${language}">${post.media.kind} · ${words.media}</p>` : ''}
                      </div>`,
                  )}
                </section>`
            : html`<p class="unavailable" role="status">${words.unavailable} ${words.because}</p>`
        }
        ${people(words.runs, around.runs)}${people(words.follows, around.follows)}
      </article>
      <section>
        <h2>${words.report}</h2>
        ${report.result ? html`<p role="status" class="${report.result.taken ? 'said' : 'said is-bad'}">${report.result.taken ? words.sent : html`${words.notSent}: <bdi dir="ltr">${report.result.detail}</bdi>`}</p>` : ''}
        ${
          report.possible
            ? html`<form method="post" class="report">
                <label
                  >${words.reason}
                  <textarea name="reason" rows="3" maxlength="1000" required dir="auto"></textarea></label
                ><button>${words.send}</button>
              </form>`
            : html`<p class="quiet">${words.noDesk}</p>`
        }
      </section>`,
  );
}
