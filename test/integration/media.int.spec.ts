import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import sharp from 'sharp';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { MediaServerModule } from '@mizan/foundation/blobs/blobs.module.js';
import { MEDIA_LINK_MS } from '@mizan/foundation/blobs/media-link-rules.js';
import { Clock } from '@mizan/foundation/clock.js';
import type { Config } from '@mizan/foundation/config.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createKey, createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { MediaIntakeService } from '@mizan/intake/media-intake.service.js';
import { ReservedMediaProcessor } from '@mizan/intake/reserved-media.processor.js';
import { UnnamedMediaProcessor } from '@mizan/intake/unnamed-media.processor.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testConfig } from './identity-app.js';

/** One grey dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
const EVIDENCE = `query Evidence($id: ID!) { subject(id: $id) { evidence(first: 10) { nodes { text media { kind src } } } } }`;

describe('media from a platform to the eye of a moderator', () => {
  let database: TestDatabase;
  let folder: string;
  let config: Config;
  let api: NestFastifyApplication;
  let url: string;
  let moderator: TestPerson;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'mizan-media-'));
    config = testConfig(database.url, { DATA_FOLDER: folder, MEDIA_PORT: '0' });
    api = await createApi(config, createLogger('silent', 'test'), [MediaServerModule]);
    await api.listen(0, '127.0.0.1');
    url = await api.getUrl();
    const { dataSource } = database;
    moderator = await createPerson(dataSource, { roles: ['moderator'] });
    const [platform] = await dataSource.query(
      `insert into platform (code, kind, name, connector) values ('telegram', 'telegram', 'Telegram', 'webhook') returning id`,
    );
    const [source] = await dataSource.query(
      `insert into source (code, name, kind) values ('reports', 'reports', 'user_report') returning id`,
    );
    await dataSource.query(
      `insert into policy (code, category, ground) values ('children', 'child_safety', 'law'), ('spam', 'general', 'terms')`,
    );
    key = (await createKey(dataSource, { sourceId: source.id, platformId: platform.id })).authorization;
  });
  afterAll(async () => {
    await api?.close();
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const upload = async (bytes: Buffer | ReadableStream, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/v1/media`, {
      method: 'POST',
      body: bytes as unknown as string,
      headers: { authorization: key, 'content-type': 'image/png', ...headers },
      ...({ duplex: 'half' } as object),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  let number = 0;
  const flag = async (sha256: string, more: object = {}) => {
    number += 1;
    const answer = await fetch(`${url}/v1/flags`, {
      method: 'POST',
      headers: { authorization: key, 'content-type': 'application/json' },
      body: JSON.stringify({
        external_id: `m-${number}`,
        subject: `https://t.me/media_${number}x`,
        reason: 'look at this',
        evidence: [
          { external_ref: `${number}`, text: 'words', media: { kind: 'photo', mime_type: 'image/png', sha256 } },
        ],
        ...more,
      }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const srcOf = async (subjectId: unknown, cookie = moderator.cookie): Promise<string | null> => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie },
      body: JSON.stringify({ query: EVIDENCE, variables: { id: subjectId } }),
    });
    const { data, errors } = (await answer.json()) as any;
    if (errors) throw new Error(JSON.stringify(errors));
    return data.subject.evidence.nodes[0].media.src;
  };
  const shaOf = async (bytes: Buffer) => String((await upload(bytes)).body['sha256']);
  const another = (text: string) => Buffer.concat([PNG, Buffer.from(text)]);

  it('is sent, named by a flag, linked for five minutes and shown as we encoded it', async () => {
    const sent = await upload(PNG, { 'content-type': 'text/html' });
    expect(sent).toMatchObject({ status: 201, body: { mediaType: 'image/png', byteSize: PNG.length } });
    expect(await upload(PNG)).toEqual(sent);
    const { status, body } = await flag(String(sent.body['sha256']));
    expect(status).toBe(202);
    const src = await srcOf(body['subject_id']);
    // The port was chosen by the system; the page may load from that port alone.
    const { origin, port } = new URL(src ?? '');
    expect(Number(port)).toBeGreaterThan(1_024);
    expect(src).toContain(`${origin}/m/${sent.body['sha256']}/`);
    const page = await fetch(`${url}/health/live`);
    expect(page.headers.get('content-security-policy')).toContain(`img-src 'self' data: ${origin};`);
    const shown = await fetch(src ?? '');
    expect(shown.status).toBe(200);
    expect(await sharp(await shown.arrayBuffer()).metadata()).toMatchObject({ format: 'jpeg', width: 1, height: 1 });
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const altered = (src ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await fetch(altered)).status).toBe(404);
    const later = jest.spyOn(api.get(Clock), 'now').mockReturnValue(new Date(Date.now() + MEDIA_LINK_MS + 1_000));
    expect((await fetch(src ?? '')).status).toBe(404);
    later.mockRestore();
    expect((await fetch(`${url}/m/${sent.body['sha256']}`)).headers.get('content-type')).not.toBe('image/png');
  });

  it.each([
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7 ...')],
    ['an archive', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s, whatever it is called, by the name of its field', async (_name, bytes) => {
    expect(await upload(bytes, { 'content-type': 'image/png' })).toMatchObject({
      status: 400,
      body: { code: 'MEDIA_REFUSED', field: 'body' },
    });
  });

  it('serves an image that is also a page as an image only', async () => {
    const sha256 = await shaOf(another('<!doctype html><script>alert(1)</script>'));
    const { body } = await flag(sha256);
    const shown = await fetch((await srcOf(body['subject_id'])) ?? '');
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await shown.arrayBuffer()).includes('<script')).toBe(false);
  });

  it('refuses more than 20 MiB, said beforehand or not, and answers the sender', async () => {
    const refused = { status: 400, body: { code: 'MEDIA_REFUSED', why: 'too_large', limitBytes: 20_971_520 } };
    expect(await upload(Buffer.concat([PNG, Buffer.alloc(20_971_520)]))).toMatchObject(refused);
    let left = 22;
    const stream = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(Buffer.alloc(1_048_576, 7));
        else controller.close();
      },
    });
    expect(await upload(stream)).toMatchObject(refused);
  });

  it('refuses an image that declares more than fifty million pixels', async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    expect(await upload(bomb)).toMatchObject({
      status: 400,
      body: { code: 'MEDIA_REFUSED', field: 'body', why: 'too_many_pixels', limitPixels: 50_000_000 },
    });
  });

  it('is removed after a day unless a flag that was taken named it', async () => {
    const day = 24 * 3_600_000;
    const service = api.get(MediaIntakeService, { strict: false });
    const work = new UnnamedMediaProcessor(service);
    const due = async (at: number) =>
      (await database.dataSource.query(work.definition.due, [new Date(at)])).map(({ id }: { id: string }) => id);
    const [named, refused, unnamed] = [await shaOf(another('n')), await shaOf(another('r')), await shaOf(another('u'))];
    expect((await flag(named)).status).toBe(202);
    expect((await flag(refused, { policy: 'no_such_policy' })).status).toBe(400);
    expect(await due(Date.now() + day - 60_000)).toEqual([]);
    expect(await due(Date.now() + day + 60_000)).toEqual(expect.arrayContaining([refused, unnamed]));
    expect(await due(Date.now() + day + 60_000)).not.toContain(named);
    await work.process(unnamed);
    const blobs = api.get(Blobs);
    expect(await blobs.get(unnamed)).not.toBeNull();
    const later = jest.spyOn(api.get(Clock), 'now').mockReturnValue(new Date(Date.now() + day + 60_000));
    for (const hash of [named, refused, unnamed]) await work.process(hash);
    await work.process(unnamed);
    later.mockRestore();
    expect(await Promise.all([named, refused, unnamed].map((hash) => blobs.get(hash)))).toEqual([
      expect.objectContaining({}),
      null,
      null,
    ]);
    const acts = await database.dataSource.query(
      `select details->>'sha256' as sha256 from audit_event where kind = 'media.removed' order by id`,
    );
    expect(acts).toEqual([{ sha256: refused }, { sha256: unnamed }]);
    expect(await flag(unnamed)).toMatchObject({ status: 400, body: { field: 'evidence.0.media.sha256' } });
  });

  it('refuses a flag that names media that nobody sent, by the name of its field', async () => {
    expect(await flag('ab'.repeat(32))).toMatchObject({
      status: 400,
      body: { code: 'NOT_FOUND', field: 'evidence.0.media.sha256' },
    });
  });

  it('takes no media under child safety, and shows none of a subject that came under it later', async () => {
    const sha256 = await shaOf(another('first'));
    expect(await flag(sha256, { policy: 'children' })).toMatchObject({
      status: 400,
      body: { code: 'MEDIA_NOT_KEPT', field: 'evidence.0.media.sha256' },
    });
    const { body } = await flag(sha256, { policy: 'spam' });
    expect(await srcOf(body['subject_id'])).not.toBeNull();
    const later = await flag(sha256, {
      policy: 'children',
      subject: `https://t.me/media_${number}x`,
      evidence: [{ kind: 'file_hash', external_ref: 'h', media: { kind: 'photo', hash: sha256 } }],
    });
    expect(later.status).toBe(202);
    expect(later.body['subject_id']).toBe(body['subject_id']);
    await expect(srcOf(body['subject_id'])).rejects.toThrow('NOT_FOUND');
    await database.dataSource.query(
      `insert into queue_access (queue_id, person_id) select id, $1 from queue where code = 'child_safety'`,
      [moderator.acting.id],
    );
    expect(await srcOf(body['subject_id'])).toBeNull();

    const [evidence] = await database.dataSource.query(
      `select id from evidence where subject_id = $1 and blob_sha256 is not null`,
      [body['subject_id']],
    );
    const media = api.get(MediaIntakeService);
    await new ReservedMediaProcessor(media).process(evidence.id);
    await new UnnamedMediaProcessor(media).process(sha256);
    const [kept] = await database.dataSource.query(
      `select e.media ->> 'sha256' as hash, e.blob_sha256 as blob, exists (select from blob b where b.sha256 = decode($2, 'hex')) as bytes
       from evidence e where e.id = $1`,
      [evidence.id, sha256],
    );
    expect(kept).toEqual({ hash: sha256, blob: null, bytes: false });
    expect(await api.get(Blobs).get(sha256)).toBeNull();
  });

  it('is served by the first process where a second one finds the port taken', async () => {
    const logger = createLogger('silent', 'test');
    const warned = jest.spyOn(logger, 'warn');
    const taken = Number(new URL(api.get(Blobs).origin).port);
    const second = await createApi({ ...config, MEDIA_PORT: taken }, logger, [MediaServerModule]);
    await second.init();
    expect(warned).toHaveBeenCalledWith({ port: taken }, expect.stringContaining('taken'));
    await second.close();
  });
});
