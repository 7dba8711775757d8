import { directionOf } from './language-rules.js';
import type { NoticeLanguage } from './notice-kinds.js';

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A notice as a page of its own, to keep or to print; without script, link or anything from elsewhere. */
export function noticePage(language: NoticeLanguage, subjectLine: string, body: string): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(escaped).join('<br>')}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(subjectLine)}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:42em;margin:2em auto;padding:0 1em;overflow-wrap:anywhere}h1{font-size:1.25em}</style>
</head>
<body>
<h1>${escaped(subjectLine)}</h1>
${paragraphs}
</body>
</html>
`;
}
