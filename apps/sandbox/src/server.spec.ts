import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createSandbox } from './server.js';
import { readSettings } from './settings.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mizan-sandbox-page-'));
const received: { headers: Record<string, unknown>; body: unknown }[] = [];
let answerStatus = 202;
const desk = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ headers: request.headers, body: JSON.parse(body) });
    response.writeHead(answerStatus, { 'content-type': 'application/json' }).end('{"code":"NO"}');
  });
});
let app: FastifyInstance;

beforeAll(async () => {
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const address = desk.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  app = createSandbox(
    readSettings({
      SANDBOX_DATA: folder,
      SANDBOX_SEED: 'pages',
      MIZAN_URL: `http://127.0.0.1:${port}`,
      MIZAN_API_KEY: 'mzn_sample',
    }),
  );
  await app.ready();
});
afterAll(async () => {
  await app.close();
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: 'localhost', ...headers } });
const firstId = async () => /data-id="([^"]+)"/.exec((await get('/telegram')).body)?.[1] ?? '';

describe('the mailboxes of the sandbox', () => {
  it('show what an account was told as text, in its own direction, and never as HTML', async () => {
    const id = await firstId();
    const empty = await get(`/telegram/at/${id}/mailbox`);
    expect(empty.body).toContain('Nothing has come yet.');
    expect((await get(`/telegram/at/${id}`)).body).toContain(`/telegram/at/${id}/mailbox`);
    expect((await get('/telegram/at/nobody/mailbox')).statusCode).toBe(404);
  });

  it('take no notice without a signature', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/telegram/notices',
      headers: { host: 'localhost', 'content-type': 'application/json', 'webhook-id': 'x' },
      payload: '{}',
    });
    expect(answer.statusCode).toBe(401);
  });
});

describe('the pages of the sandbox', () => {
  it('are English or Arabic, each with its direction, and switch for good', async () => {
    expect((await get('/telegram')).body).toContain('<html lang="en" dir="ltr">');
    expect((await get('/telegram', { 'accept-language': 'ar-EG,ar;q=0.9' })).body).toContain(
      '<html lang="ar" dir="rtl">',
    );
    const switched = await get('/language?to=ar&back=/matrix');
    expect(switched.headers['location']).toBe('/matrix');
    const cookie = String(switched.headers['set-cookie']).split(';')[0] ?? '';
    expect((await get('/telegram', { cookie })).body).toContain('dir="rtl"');
  });

  it('send nobody to another site', async () => {
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      expect((await get(`/language?to=ar&back=${encodeURIComponent(back)}`)).headers['location']).toBe('/');
    }
  });

  it('escape what is searched for, and forbid foreign and inline scripts', async () => {
    const page = await get(`/telegram?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(page.body).not.toContain('<script>alert');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('answer to names of this machine only', async () => {
    expect((await get('/telegram', { host: 'rebound.example' })).statusCode).toBe(421);
    expect((await get('/debug/effects', { host: 'rebound.example' })).statusCode).toBe(421);
  });

  it('report a subject to the desk with its API key, as one flag of the contract', async () => {
    const id = await firstId();
    const sent = await app.inject({
      method: 'POST',
      url: `/telegram/at/${id}`,
      headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'reason=looks+wrong',
    });
    expect(sent.statusCode).toBe(200);
    expect(received.at(-1)).toMatchObject({
      headers: { authorization: 'Bearer mzn_sample' },
      body: {
        platform: 'telegram',
        reason: 'looks wrong',
        subject: { native_id: id },
        external_id: expect.any(String),
      },
    });
  });

  it('say so when the desk does not take a report, and refuse one from another site', async () => {
    const id = await firstId();
    const form = { method: 'POST', url: `/telegram/at/${id}`, payload: 'reason=again' } as const;
    const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
    answerStatus = 403;
    const refused = await app.inject({ ...form, headers });
    expect([refused.statusCode, refused.body.includes('did not take the report')]).toEqual([502, true]);
    const before = received.length;
    const foreign = await app.inject({ ...form, headers: { ...headers, origin: 'https://evil.example' } });
    expect(foreign.statusCode).toBe(403);
    expect(received).toHaveLength(before);
  });

  it('take no order that is not signed', async () => {
    const unsigned = await app.inject({
      method: 'POST',
      url: '/telegram/orders',
      headers: { host: 'localhost', 'content-type': 'application/json', 'webhook-id': 'x' },
      payload: '{}',
    });
    expect(unsigned.statusCode).toBe(401);
  });
});
