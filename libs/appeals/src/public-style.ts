import { createHash } from 'node:crypto';
import type { PublicLanguage } from './public-language-rules.js';

/** The files of the desk's typefaces that the pages use, by the name under which they are served. */
export const FONT_FILES: Readonly<Record<string, string>> = {
  'sans-latin.woff2': '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
  'sans-latin-ext.woff2': '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff2',
  'sans-cyrillic.woff2': '@fontsource/ibm-plex-sans/files/ibm-plex-sans-cyrillic-400-normal.woff2',
  'sans-arabic.woff2': '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2',
};

const RANGES: Readonly<Record<string, string>> = {
  'sans-latin.woff2':
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212',
  'sans-latin-ext.woff2': 'U+0100-02BA,U+1E00-1E9F',
  'sans-cyrillic.woff2': 'U+0301,U+0400-045F,U+0490-0491,U+2116',
  'sans-arabic.woff2': 'U+0600-06FF,U+0750-077F,U+200C-200E,U+2010-2011,U+FB50-FDFF,U+FE70-FEFC',
};

/** One weight, and only the script of the language: a page with its letters stays below 60 kB. */
const FONTS: Readonly<Record<PublicLanguage, readonly string[]>> = {
  ar: ['sans-arabic.woff2'],
  fa: ['sans-arabic.woff2'],
  ru: ['sans-cyrillic.woff2', 'sans-latin.woff2'],
  en: ['sans-latin.woff2'],
  fr: ['sans-latin.woff2'],
  tr: ['sans-latin.woff2', 'sans-latin-ext.woff2'],
};

const BASE = `
:root{color-scheme:light dark;--paper:#f3f0ea;--surface:#fcfbf8;--line:#dcd6cb;--field:#8a8275;--ink:#1c1a17;--ink-2:#4f4a42;--accent:#0e6163;--accent-ink:#fff;--accent-soft:#d9e9e6;--danger:#9b2f1c;--danger-soft:#f5e0d9;--waiting:#7d5200;--waiting-soft:#f5e8cb}
@media(prefers-color-scheme:dark){:root{--paper:#0c1118;--surface:#121923;--line:#243040;--field:#6d7f93;--ink:#e6e8ea;--ink-2:#aab4bf;--accent:#5bbcb4;--accent-ink:#05201f;--accent-soft:#12312f;--danger:#ec8b73;--danger-soft:#371a14;--waiting:#e3b55a;--waiting-soft:#32270f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Plex,system-ui,sans-serif;font-synthesis:none;overflow-wrap:break-word}
:lang(ar),:lang(fa){line-height:1.8}
header,main,footer{max-inline-size:40rem;margin-inline:auto;padding-inline:16px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;padding-block:12px;border-block-end:1px solid var(--line)}
header svg{inline-size:24px;block-size:24px;color:var(--accent);flex:none}
header strong{font-weight:400}
nav{display:flex;flex-wrap:wrap;gap:0 4px;margin-inline-start:auto}
nav a,nav span{padding:4px 6px;min-block-size:32px;font-size:.8125rem;line-height:24px}
nav span{color:var(--ink-2)}
main{padding-block:16px 32px}
h1{font-size:1.375rem;line-height:1.35;font-weight:400;margin:8px 0 8px}
h2{font-size:1.0625rem;font-weight:400;margin:24px 0 4px}
p{margin:0 0 8px}
a{color:var(--accent);text-underline-offset:.2em}
.lead{color:var(--ink-2)}
fieldset{border:0;margin:0;padding:0;min-inline-size:0}
legend,label{display:block;padding:0}
.field{margin-block-start:20px}
.hint{color:var(--ink-2);font-size:.875rem;margin:0}
.field>input,select,textarea,.choice{display:block;inline-size:100%;margin-block-start:6px;border:1px solid var(--field);border-radius:6px;background:var(--surface);color:var(--ink);font:inherit;min-block-size:44px;padding:8px 12px}
textarea{min-block-size:10rem;resize:vertical}
.choice{display:flex;gap:12px;align-items:center;cursor:pointer}
.choice input{inline-size:20px;block-size:20px;margin:0;flex:none;accent-color:var(--accent)}
[aria-invalid=true]{border-color:var(--danger)!important}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.fault{color:var(--danger);margin:4px 0 0}
.box{border:1px solid var(--line);border-radius:6px;background:var(--surface);padding:12px 16px;margin-block:16px}
.box.danger{background:var(--danger-soft);border-color:var(--danger)}
.box.waiting{background:var(--waiting-soft);border-color:var(--waiting)}
.box.accent{background:var(--accent-soft);border-color:var(--accent)}
.box ul{margin:0;padding-inline-start:20px}
.box a{color:inherit}
.box>:first-child{margin-block-start:0}
.box>:last-child{margin-block-end:0}
form+.screen,.screen.field{margin-block-start:16px}
::file-selector-button{font:inherit;font-size:.9375rem}
.group{border-block-start:1px solid var(--line);margin-block-start:24px;padding-block-start:4px}
button{font:inherit;min-block-size:44px;padding:8px 20px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--accent-ink);cursor:pointer;margin-block-start:24px}
button.quiet{background:transparent;color:var(--accent);border-color:transparent;padding:4px 6px;min-block-size:32px;margin:0;font-size:.8125rem;text-decoration:underline}
.off{position:absolute;inset-inline-start:0;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.code{font:.9375rem/1.6 ui-monospace,monospace;direction:ltr;unicode-bidi:isolate;overflow-wrap:anywhere;user-select:all;margin:0}
html[dir=rtl] .code{text-align:right}
dt{color:var(--ink-2);font-size:.875rem;margin-block-start:8px}
dd{margin:0}
.said{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start}
.state{font-size:1.125rem;margin-block:8px 0}
form:has(#about-affected:checked) .only-reporter,form:has(#about-reporter:checked) .only-affected{display:none}
@media print{body{background:#fff;color:#000}header nav,form,.screen{display:none}.box{border-color:#000;background:#fff}}
`.replaceAll('\n', '');

/** The one style sheet of a page, inside it, and what a policy calls it. */
export function styleOf(language: PublicLanguage): { readonly css: string; readonly hash: string } {
  const known = made.get(language);
  if (known) return known;
  const faces = FONTS[language].map(
    (name) =>
      `@font-face{font-family:Plex;src:url(/appeal/letters/${name}) format("woff2");unicode-range:${RANGES[name]};font-display:swap}`,
  );
  const css = faces.join('') + BASE;
  const style = { css, hash: `sha256-${createHash('sha256').update(css).digest('base64')}` };
  made.set(language, style);
  return style;
}

const made = new Map<PublicLanguage, { css: string; hash: string }>();
