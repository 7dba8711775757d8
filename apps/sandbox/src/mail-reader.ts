import { createHash } from 'node:crypto';

/** Reads a message of one plain-text part (RFC 5322, 2045, 2047) given as Latin-1, one character a byte. */
export function readMail(raw: string): { message_id: string; subject_line: string; text: string } {
  const gap = raw.indexOf('\r\n\r\n');
  const head = gap < 0 ? raw : raw.slice(0, gap);
  const body = gap < 0 ? '' : raw.slice(gap + 4);
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );
  return {
    message_id: headers.get('message-id') ?? createHash('sha256').update(raw).digest('hex'),
    subject_line: decodedWords(headers.get('subject') ?? ''),
    text: decodedBody(body, headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit').trim(),
  };
}

function decodedBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes = encoding === 'quoted-printable' ? unquoted(body.replace(/[ \t]*=\r\n/g, '')) : body;
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Encoded words in UTF-8; white space between two of them is not part of the text. */
function decodedWords(header: string): string {
  return header
    .replace(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, how = '', text = '']) =>
          how.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : Buffer.from(unquoted(text.replace(/_/g, ' ')), 'latin1'),
        ),
      ).toString('utf8'),
    );
}
