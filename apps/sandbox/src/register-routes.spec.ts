import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createSandbox } from './server.js';
import { readSettings } from './settings.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mizan-sandbox-register-'));
const received: { url: string | undefined; body: unknown }[] = [];
let answer = { status: 200, body: '{"answer":"barred"}' };
const desk = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ url: request.url, body: JSON.parse(body) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
});
let app: FastifyInstance;

beforeAll(async () => {
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const address = desk.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const where = { MIZAN_URL: `http://127.0.0.1:${port}`, MIZAN_API_KEY: 'mzn_sample' };
  app = createSandbox(readSettings({ SANDBOX_DATA: folder, SANDBOX_SEED: 'register', ...where }));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const register = (payload: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/telegram/register',
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload,
  });

describe('opening an account on a pretend platform', () => {
  it('asks the desk by telephone, device and pass, and shows what it said and nothing more', async () => {
    const page = await register('phone=%2B999123&device=&pass=7K4M');
    expect(received.at(-1)).toEqual({
      url: '/v1/registration-checks',
      body: { keys: [{ kind: 'phone', value: '+999123' }], pass: '7K4M' },
    });
    expect([page.statusCode, page.body.includes('data-answer="barred"')]).toEqual([200, true]);
    answer = { status: 200, body: '{"answer":"allowed_by_pass"}' };
    expect((await register('phone=%2B999123&device=d-1&pass=7K4M')).body).toContain('data-answer="allowed_by_pass"');
  });

  it('opens nothing while the desk gives no answer that the contract knows', async () => {
    answer = { status: 200, body: '{"answer":"yes"}' };
    expect((await register('phone=1')).statusCode).toBe(502);
    answer = { status: 429, body: '{}' };
    expect((await register('phone=1')).body).toContain('data-answer="unreachable"');
  });

  it('refuses a form of another site, and one without a key', async () => {
    const before = received.length;
    expect((await register('phone=1', { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await register('phone=&device=')).body).toContain('data-answer="nothing"');
    expect(received).toHaveLength(before);
  });

  it('is filled with what a person of the network had', async () => {
    const list = await app.inject({ url: '/telegram?what=accounts', headers: { host: 'localhost' } });
    const id = /data-id="([^"]+)"/.exec(list.body)?.[1] ?? '';
    const page = await app.inject({ url: `/telegram/register?as=${id}`, headers: { host: 'localhost' } });
    expect(page.body).toMatch(/name="phone" value="\+999\d{9}"/);
  });
});
