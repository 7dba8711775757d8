import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { newDataFolder, PROJECT_FOLDER, removeData, startDesk, type TestDesk } from '../support/desk.js';

jest.setTimeout(240_000);

const SIGN_IN = `mutation SignIn($email: String!, $password: String!) { signIn(email: $email, password: $password) { needsSecondFactor } }`;
const VIEWER = `query Viewer { viewer { email roles } }`;
const EMAIL = 'amal@desk.example';
const PASSWORD = 'a long enough phrase for the desk';

describe('operators’ commands beside a desk that runs', () => {
  const dataFolder = newDataFolder();
  let desk: TestDesk;
  let client: pg.Client;

  beforeAll(async () => {
    mkdirSync(dataFolder, { recursive: true });
    const OPERATIONS_FILE = path.join(dataFolder, 'operations.json');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    writeFileSync(
      OPERATIONS_FILE,
      JSON.stringify(Object.fromEntries([SIGN_IN, VIEWER].map((text) => [hash(text), text]))),
    );
    desk = await startDesk({
      dataFolder,
      environment: { MIZAN_SAMPLE: 'false', OPERATIONS_FILE },
      readyWithinMs: 180_000,
    });
    client = new pg.Client({ connectionString: desk.environment['DATABASE_URL'] });
    await client.connect();
    await client.query(
      `insert into platform (code, kind, name, connector) values ('telegram', 'telegram', 'Telegram', 'webhook')`,
    );
    await client.query(
      `insert into source (code, name, kind) values ('iru', 'iru', 'referral'), ('exports', 'exports', 'staff')`,
    );
  });
  afterAll(async () => {
    await client?.end();
    await desk?.stop();
    removeData(dataFolder);
  });

  const mizan = (args: readonly string[], input = '') =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const { PATH, HOME } = process.env;
      const child = spawn(process.execPath, [path.join(PROJECT_FOLDER, 'apps/cli/dist/main.js'), ...args], {
        cwd: PROJECT_FOLDER,
        env: { PATH, HOME, MIZAN_DATA: dataFolder },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.once('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(input);
    });
  const ask = async (query: string, variables: object, cookie = '') => {
    const answer = await fetch(`http://127.0.0.1:${new URL(desk.url).port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const body: any = await answer.json();
    return { body, cookie: answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '' };
  };
  const count = async (sql: string): Promise<number> =>
    Number((await client.query(`select count(*) as n from ${sql}`)).rows[0].n);

  it('make the first administrator of an empty desk, who can sign in, and no second one', async () => {
    const weak = await mizan(['administrator', '--email', EMAIL, '--name', 'Amal'], 'short\n');
    expect(weak).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^password: /) as unknown });
    expect(await count('person')).toBe(0);
    const made = await mizan(['administrator', '--email', EMAIL, '--name', 'Amal'], `${PASSWORD}\n`);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ email: EMAIL });

    const wrong = await ask(SIGN_IN, { email: EMAIL, password: 'another phrase, as long' });
    expect(wrong.body.data?.signIn ?? null).toBeNull();
    const signedIn = await ask(SIGN_IN, { email: EMAIL, password: PASSWORD });
    expect(signedIn.body.errors).toBeUndefined();
    const viewer = await ask(VIEWER, {}, signedIn.cookie);
    expect(viewer.body.data.viewer).toEqual({ email: EMAIL, roles: ['administrator'] });
    expect(
      await count(`audit_event where kind = 'person.created' or kind like '%administrator%' or kind like 'role.%'`),
    ).toBeGreaterThan(0);

    const again = await mizan(['administrator', '--email', 'other@desk.example', '--name', 'Other'], `${PASSWORD}\n`);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(await count('person')).toBe(1);
  });

  it('take in a Telegram export and a batch of referrals, say what came of them, and take nothing twice', async () => {
    const exported = path.join(dataFolder, 'result.json');
    const message = (id: number) => ({
      id,
      type: 'message',
      date: '2019-11-22T08:00:00',
      date_unixtime: String(1574409600 + id),
      from: 'Channel',
      from_id: 'channel1234567890',
      text: `message ${id}`,
    });
    writeFileSync(
      exported,
      JSON.stringify({
        name: 'قناة الأخبار',
        type: 'public_channel',
        id: 1234567890,
        messages: [message(1), message(2)],
      }),
    );
    const first = await mizan(['import', exported, '--platform', 'telegram', '--source', 'exports', '--zone', 'UTC']);
    expect(first).toMatchObject({
      code: 0,
      stdout: 'result.json: 2 messages read, 2 new, 0 known before, 0 refused.\n',
    });
    expect(
      await count(`review_case c join subject s on s.id = c.subject_id where s.native_id = 'channel1234567890'`),
    ).toBe(1);
    expect(await count('evidence')).toBeGreaterThanOrEqual(2);
    const again = await mizan(['import', exported, '--platform', 'telegram', '--source', 'exports', '--zone', 'UTC']);
    expect(again.stdout).toBe('result.json: 2 messages read, 0 new, 2 known before, 0 refused.\n');

    const batch = path.join(dataFolder, 'batch.csv');
    writeFileSync(
      batch,
      'url,platform,reason,referrer,received_at,reference\nhttps://t.me/referred_one,telegram,propaganda,IRU,2019-11-22T08:00:00Z,R-1\nnot a link,telegram,x,IRU,2019-11-22T08:00:00Z,R-2\n',
    );
    const referrals = await mizan(['import', batch, '--source', 'iru']);
    expect(referrals.code).toBe(0);
    expect(referrals.stdout).toMatch(
      /^batch\.csv: 2 referrals read, 1 new, 0 known before, 1 refused\.\n {2}line 3, url: \w+ .+\n$/,
    );

    const broken = path.join(dataFolder, 'broken.json');
    writeFileSync(broken, '{"name": "x", "type": "public_channel", "id": 1, "messages": [');
    const flags = await count('flag');
    expect(await mizan(['import', broken, '--platform', 'telegram', '--source', 'exports'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Nothing of it was kept.') as unknown,
    });
    expect(await count('flag')).toBe(flags);
    expect(await mizan(['import', batch, '--source', 'nobody'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--source: /) as unknown,
    });
  });

  const corpus = process.env['CORPUS_DIR'];
  const exports = corpus ? path.join(corpus, 'telegram-exports') : '';
  (existsSync(exports) ? it : it.skip)('take in the exports of the corpus (CORPUS_DIR)', async () => {
    const outcomes: Record<string, string> = {};
    for (const name of ['bot.json', 'public_channel.json', 'public_supergroup.json', 'saved.json', 'error.json']) {
      const { code, stdout } = await mizan([
        'import',
        path.join(exports, name),
        '--kind',
        'telegram_export',
        '--zone',
        'UTC',
      ]);
      outcomes[name] = `${code}: ${/, (\d+ new),/.exec(stdout)?.[1] ?? /: (\w+)\./.exec(stdout)?.[1] ?? ''}`;
    }
    expect(outcomes).toEqual({
      'bot.json': '0: 2 new',
      'public_channel.json': '0: 7 new',
      'public_supergroup.json': '0: 4 new',
      'saved.json': '0: 21 new',
      'error.json': '1: FILE_NOT_JSON',
    });
  });
});
