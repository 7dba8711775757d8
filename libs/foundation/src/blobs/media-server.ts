import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Blobs } from './blobs.js';
import { readMediaPath } from './media-link-rules.js';

/** Shown in place; only raster types that no browser runs. */
const INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** Played inside a page under their own type; opened by themselves they are a download, as is everything else. */
const PLAYED = new Set(['video/mp4', 'video/webm', 'audio/ogg']);

const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, no-store',
} as const;

/** The second origin: gives bytes for a signed link and nothing else. Knows no cookie and no session. */
export function createMediaServer(blobs: Pick<Blobs, 'get'>, key: Buffer, now: () => Date): Server {
  const server = createServer((request, response) => {
    void serve(blobs, key, request.method ?? '', request.url ?? '', now(), response).catch(() => {
      if (!response.headersSent) response.writeHead(500, HEADERS);
      response.end();
    });
  });
  server.requestTimeout = 10_000;
  return server;
}

async function serve(
  blobs: Pick<Blobs, 'get'>,
  key: Buffer,
  method: string,
  url: string,
  now: Date,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { ...HEADERS, allow: 'GET, HEAD' }).end();
    return;
  }
  const hash = readMediaPath(key, url, now);
  const found = hash ? await blobs.get(hash) : null;
  if (!found) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  const { mediaType } = found.info;
  const inline = INLINE.has(mediaType);
  response.writeHead(200, {
    ...HEADERS,
    'content-type': inline || PLAYED.has(mediaType) ? mediaType : 'application/octet-stream',
    'content-disposition': inline ? 'inline' : `attachment; filename="${found.info.sha256.slice(0, 16)}"`,
    'content-length': found.bytes.length,
  });
  response.end(method === 'HEAD' ? undefined : found.bytes);
}
