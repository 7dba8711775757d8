import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Blobs } from './blobs.js';
import { readRange } from './byte-range-rules.js';
import { EncoderBusy, ImageEncoder } from './image-encoder.js';
import { readMediaPath } from './media-link-rules.js';
import { ShownImages } from './shown-images.js';

/** Shown in place, encoded anew; never as it was sent. */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** Played inside a page under their own type; opened by themselves they are a download, as is everything else. */
const PLAYED = new Set(['video/mp4', 'video/webm', 'audio/ogg']);
/** State of the encoder, part of the tag of what it made. */
const ENCODING = 'e1';

/** Nothing may be stored: what moderators look at has no place on their disks, and a link ends after five minutes. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, no-store',
} as const;

interface Answer {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The second origin: gives bytes for a signed link and nothing else. Knows no cookie and no session. */
export function createMediaServer(
  blobs: Pick<Blobs, 'get' | 'describe'>,
  key: Buffer,
  now: () => Date,
  images: ShownImages = new ShownImages(new ImageEncoder()),
): Server {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const busy = error instanceof EncoderBusy;
      if (!response.headersSent)
        response.writeHead(busy ? 503 : 500, { ...HEADERS, ...(busy ? { 'retry-after': '2' } : {}) });
      response.end();
    });
  });
  server.requestTimeout = 10_000;
  return server;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...HEADERS, allow: 'GET, HEAD' }).end();
      return;
    }
    const hash = readMediaPath(key, request.url ?? '', now());
    const answer = hash ? await answerFor(hash) : null;
    if (typeof answer === 'string') response.writeHead(415, HEADERS).end();
    else if (answer) send(request, response, answer);
    else response.writeHead(404, HEADERS).end();
  }

  async function answerFor(hash: string): Promise<Answer | string | null> {
    const info = await blobs.describe(hash);
    if (!info) return null;
    const load = async (): Promise<Buffer> => {
      const found = await blobs.get(hash);
      if (!found) throw new BytesGone();
      return found.bytes;
    };
    try {
      if (IMAGES.has(info.mediaType)) {
        const shown = await images.show(hash, load);
        if (typeof shown === 'string') return shown;
        const headers = { 'content-type': shown.mediaType, 'content-disposition': 'inline' };
        return { bytes: shown.bytes, etag: `"${hash}-${ENCODING}"`, headers };
      }
      return {
        bytes: await load(),
        etag: `"${hash}"`,
        headers: {
          'content-type': PLAYED.has(info.mediaType) ? info.mediaType : 'application/octet-stream',
          'content-disposition': `attachment; filename="${hash.slice(0, 16)}"`,
        },
      };
    } catch (error) {
      if (error instanceof BytesGone) return null;
      throw error;
    }
  }
}

class BytesGone extends Error {}

function send(request: IncomingMessage, response: ServerResponse, { bytes, etag, headers }: Answer): void {
  const all = { ...HEADERS, ...headers, etag, 'accept-ranges': 'bytes' };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ...HEADERS, etag }).end();
    return;
  }
  const range =
    request.method === 'GET'
      ? readRange(request.headers.range, headerText(request.headers['if-range']), etag, bytes.length)
      : null;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...HEADERS, 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const part = range ? bytes.subarray(range.first, range.last + 1) : bytes;
  response.writeHead(range ? 206 : 200, {
    ...all,
    'content-length': part.length,
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${bytes.length}` } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

const headerText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join() : value;
