import { inTransaction } from '@mizan/foundation/database.js';
import { AppealQuestionsService } from '@mizan/appeals/appeal-questions.service.js';
import { hidden, PublicDesk, receiptOf, type SentPart } from './public-desk.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let pages: PublicDesk;
beforeAll(async () => {
  pages = await PublicDesk.start();
});
afterAll(() => pages?.close());

async function appealsOf(number: string) {
  return pages.desk.query<{ id: string; verifiedBy: string; decisionId: string | null; claimedStatus: string | null }>(
    `select id, verified_by as "verifiedBy", decision_id as "decisionId", claimed_status as "claimedStatus" from appeal where number = $1`,
    [number],
  );
}
const count = async (table: string) =>
  Number((await pages.desk.query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n);
const file = (name: string, value: Buffer | string): SentPart => ({ name: 'files', filename: name, value });

describe('the form', () => {
  it('comes in the language that the browser asks for, or that was chosen, with its direction and nothing that runs', async () => {
    const arabic = await pages.send('GET', '/appeal', { headers: { 'accept-language': 'ar-EG,ar;q=0.9,en;q=0.5' } });
    expect(arabic.body).toContain('<html lang="ar" dir="rtl">');
    const russian = await pages.send('GET', '/appeal?l=ru', { headers: { 'accept-language': 'ar' } });
    expect(russian.body).toContain('<html lang="ru" dir="ltr">');
    const other = await pages.send('GET', '/appeal', { headers: { 'accept-language': 'de, ja' } });
    expect(other.body).toContain('<html lang="en" dir="ltr">');
    for (const { body, headers } of [arabic, russian, other]) {
      expect(body).not.toMatch(/<script|javascript:|\son\w+=/i);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; font-src 'self'/,
      );
      expect(String(headers['content-security-policy'])).not.toMatch(/script|unsafe/);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('is not answered by the single-page application, nor is anything below it', async () => {
    expect((await pages.send('GET', '/appeal/nothing-here')).status).toBe(404);
    const letters = await pages.send('GET', '/appeal/letters/sans-arabic.woff2');
    expect(letters.headers['content-type']).toBe('font/woff2');
    expect((await pages.send('GET', '/appeal/letters/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('makes an appeal of an account that is named, and gives number and secret', async () => {
    const answer = await pages.post('/appeal', await pages.filled());
    expect(answer.status).toBe(201);
    const { number, secret } = receiptOf(answer.body);
    expect(await appealsOf(number)).toMatchObject([{ verifiedBy: 'none', claimedStatus: 'researcher' }]);
    expect(secret).toHaveLength(31);
  });

  it('knows a code without using it up, and counts who sends it as verified', async () => {
    const { reference, decisionId } = await pages.removed();
    for (let times = 0; times < 3; times += 1) {
      const shown = await pages.send('GET', `/appeal?n=${reference}&l=en`);
      expect(shown.body).toContain('This code is valid');
      expect(shown.body).not.toContain('name="subject"');
    }
    const answer = await pages.post('/appeal', await pages.filled({ reference, platform: '', subject: '' }));
    expect(answer.status).toBe(201);
    expect(await appealsOf(receiptOf(answer.body).number)).toMatchObject([{ verifiedBy: 'reference', decisionId }]);
    const again = await pages.post('/appeal', await pages.filled({ reference, platform: '', subject: '' }));
    expect(again.status).toBe(400);
    expect(again.body).toContain('was used before');
  });

  it('leaves a code unused when the appeal could not be taken', async () => {
    const { reference } = await pages.removed();
    const parts = await pages.filled({ reference, reasons: ' ' });
    expect((await pages.post('/appeal', parts)).status).toBe(400);
    expect((await pages.post('/appeal', await pages.filled({ reference }))).status).toBe(201);
  });

  it('is one appeal when it is sent twice, also at the same time, and gives the same receipt', async () => {
    const { reference } = await pages.removed();
    const before = await count('appeal');
    const changes: Record<string, string>[] = [{ reference }, { subject: 'https://t.me/sent_twice' }];
    for (const change of changes) {
      const parts = await pages.filled(change);
      const answers = await Promise.all(Array.from({ length: 4 }, () => pages.post('/appeal', parts)));
      answers.push(await pages.post('/appeal', parts));
      expect(answers.map((each) => each.status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(answers.map((each) => JSON.stringify(receiptOf(each.body)))).size).toBe(1);
    }
    expect(await count('appeal')).toBe(before + 2);
  });

  it('comes back filled in, with every field named that is wrong', async () => {
    const answer = await pages.post(
      '/appeal',
      await pages.filled({ platform: '', subject: '@kept', email: 'nobody', reasons: ` \n `, claimed: 'artist' }),
    );
    expect(answer.status).toBe(400);
    for (const id of ['platform', 'email', 'reasons']) {
      expect(answer.body).toContain(`<a href="#${id}">`);
      expect(answer.body).toContain(`id="${id}-fault"`);
    }
    expect(answer.body).toContain('value="@kept"');
    expect(answer.body).toContain('value="nobody"');
    expect(answer.body).toMatch(/value="artist" selected/);
    expect(answer.body).not.toContain('id="subject-fault"');
  });

  it('names a text that is too long and keeps all of it', async () => {
    const reasons = 'ش'.repeat(10_001);
    const answer = await pages.post('/appeal', await pages.filled({ reasons }));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('longer than 10000 characters');
    expect(answer.body).toContain(reasons);
  });

  it('changes its language with everything that was typed', async () => {
    const parts = [...(await pages.filled({ reasons: 'half' })), { name: 'switch', value: 'fa' }];
    const answer = await pages.post('/appeal', parts);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<html lang="fa" dir="rtl">');
    expect(answer.body).toMatch(/>\s*half<\/textarea>/);
    expect(answer.body).not.toContain('role="alert"');
  });

  it('reads what a browser without files sends', async () => {
    const body = new URLSearchParams((await pages.filled()).map(({ name, value }) => [name, String(value)]));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await pages.send('POST', '/appeal', { headers, body: body.toString() })).status).toBe(201);
  });

  it('takes a refused report by its number, and says when there is none', async () => {
    const parts = { about: 'reporter', subject: '' };
    const missing = await pages.post('/appeal', await pages.filled({ ...parts, report: 'no-such-report' }));
    expect(missing.status).toBe(400);
    expect(missing.body).toContain('id="report-fault"');
  });
});

describe('what may be said', () => {
  it('is refused with the day when the time is over, by the code of the notice', async () => {
    const { reference, decisionId } = await pages.removed();
    await pages.asOwner(
      `update notice set state = 'sent', informed_at = clock_timestamp() - interval '200 days', sent_at = clock_timestamp() where about_id = $1`,
      [decisionId],
    );
    const answer = await pages.post('/appeal', await pages.filled({ reference }));
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('The time to ask for this ended on');
  });

  it('is refused when the decision is looked at already', async () => {
    const { reference, subjectId, decisionId } = await pages.removed();
    expect((await pages.post('/appeal', await pages.filled({ reference }))).status).toBe(201);
    await pages.database.dataSource.query(
      'update notice set reference_used_at = null where about_id = $1 and subject_id = $2',
      [decisionId, subjectId],
    );
    const second = await pages.post('/appeal', await pages.filled({ reference, reasons: 'kept text' }));
    expect(second.status).toBe(409);
    expect(second.body).toContain('is being looked at again already');
    expect(second.body).toContain('kept text');
  });

  it('is the same to a stranger whether the account is unknown, untouched, restricted, or appealed already', async () => {
    const { subjectId, reference } = await pages.removed();
    const named = async (handle: string) => {
      await pages.database.dataSource.query(
        `insert into subject_key (platform_id, kind, value_normalised, value_as_seen, subject_id) values ($1, 'handle', $2, $2, $3)`,
        [pages.desk.platformId, handle, handle === 'known_quiet' ? await pages.desk.subject() : subjectId],
      );
    };
    await named('restricted_one');
    await named('known_quiet');
    const told = async (handle: string) => {
      const { status, body } = await pages.post('/appeal', await pages.filled({ subject: `https://t.me/${handle}` }));
      const { number, secret } = receiptOf(body);
      const text = body.replaceAll(number, 'N').replaceAll(secret, 'S');
      return { status, text: text.replace(/name="token" value="[^"]*"/, '') };
    };
    const unknown = await told('never_seen_before');
    expect(unknown.status).toBe(201);
    expect(await told('known_quiet')).toEqual(unknown);
    expect(await told('restricted_one')).toEqual(unknown);
    expect(await told('restricted_one')).toEqual(unknown);
    // And none of this takes the place of whose account it is.
    expect((await pages.post('/appeal', await pages.filled({ reference }))).status).toBe(201);
  });

  it('is the same for a wrong number and a wrong secret, and takes as long', async () => {
    const filed = await pages.post('/appeal', await pages.filled());
    const right = receiptOf(filed.body);
    const other = receiptOf((await pages.post('/appeal', await pages.filled())).body);
    const token = await pages.token('/appeal/status');
    const ask = async (number: string, secret: string) => {
      const body = new URLSearchParams({ token, l: 'en', number, secret }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const from = performance.now();
      const answer = await pages.send('POST', '/appeal/status', { headers, body });
      return { ...answer, ms: performance.now() - from };
    };
    expect((await ask(right.number, right.secret)).status).toBe(200);
    const cases = {
      wrongSecret: [right.number, other.secret],
      wrongNumber: ['A-0000-0000', right.secret],
      impossible: ['what', 'ever'],
    } as const;
    const clean = (text: string) => text.replace(/ value="[^"]*"/g, '');
    const texts = new Set<string>();
    const times: Record<string, number[]> = { wrongSecret: [], wrongNumber: [], impossible: [] };
    for (let round = 0; round < 60; round += 1)
      for (const [name, [number, secret]] of Object.entries(cases)) {
        const answer = await ask(number, secret);
        expect(answer.status).toBe(404);
        texts.add(clean(answer.body));
        times[name]?.push(answer.ms);
      }
    expect(texts.size).toBe(1);
    const median = (list: number[] = []) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    const medians = Object.values(times).map(median);
    console.info(`wrong secret, wrong number, impossible: ${medians.map((ms) => ms.toFixed(2)).join(', ')} ms`);
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(Math.max(3, Math.min(...medians) * 0.5));
  });
});

describe('files', () => {
  it('are kept encrypted as proof, by what they are, for the appeal that came with them', async () => {
    const parts = [...(await pages.filled()), file('بطاقة.png', PNG), file('note.txt', 'plain words')];
    const answer = await pages.post('/appeal', parts);
    expect(answer.status).toBe(201);
    const kept = await pages.desk.query(
      `select f.media_type as type, b.purpose, b.expires_at as "expiresAt", f.sealed_name::text as name from appeal_file f
       join appeal a on a.id = f.appeal_id join blob b on b.sha256 = f.blob_sha256 where a.number = $1 order by 1`,
      [receiptOf(answer.body).number],
    );
    expect(kept).toEqual([
      expect.objectContaining({ type: 'image/png', purpose: 'appeal_proof', expiresAt: null }),
      expect.objectContaining({ type: 'text/plain', purpose: 'appeal_proof', expiresAt: null }),
    ]);
    expect(JSON.stringify(kept)).not.toContain('بطاقة');
  });

  it('stay with a form that has to be sent again, and with no other', async () => {
    const parts = [...(await pages.filled({ reasons: '' })), file('proof.png', PNG)];
    const first = await pages.post('/appeal', parts);
    expect(first.status).toBe(400);
    expect(first.body).toContain('proof.png');
    const [kept, token] = [hidden(first.body, 'kept'), hidden(first.body, 'token')];
    const filesOf = async (body: string) =>
      (
        await pages.desk.query('select from appeal_file f join appeal a on a.id = f.appeal_id where a.number = $1', [
          receiptOf(body).number,
        ])
      ).length;
    const right = await pages.post('/appeal', [...(await pages.filled({ token })), { name: 'kept', value: kept }]);
    expect(await filesOf(right.body)).toBe(1);
    const foreign = await pages.post('/appeal', [...(await pages.filled()), { name: 'kept', value: kept }]);
    expect(foreign.status).toBe(201);
    expect(await filesOf(foreign.body)).toBe(0);
  });

  it.each([
    [
      'a drawing that carries script',
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'cannot be taken',
    ],
    ['a page called a picture', 'a.png', '<html><script>alert(1)</script>', 'cannot be taken'],
    ['an archive', 'a.pdf', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'cannot be taken'],
    ['a program', 'a.jpg', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), 'cannot be taken'],
    ['a file that is too large', 'a.png', Buffer.concat([PNG, Buffer.alloc(5_242_880)]), 'larger than 5 MB'],
  ])('refuses %s', async (_what, name, bytes, words) => {
    const before = await count('appeal');
    const answer = await pages.post('/appeal', [...(await pages.filled({ reasons: 'kept' })), file(name, bytes)]);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(words);
    expect(answer.body).toMatch(/>\s*kept<\/textarea>/);
    expect(await count('appeal')).toBe(before);
  });

  it('are five at most', async () => {
    const six = Array.from({ length: 6 }, (_, n) => file(`${n}.txt`, `file ${n}`));
    const answer = await pages.post('/appeal', [...(await pages.filled()), ...six]);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('At most 5 files');
  });
});

describe('what stands in the way of misuse', () => {
  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a sandboxed page', { origin: 'null' }],
  ])('refuses a form that %s sends, even with a token of ours', async (_what, headers) => {
    const before = await count('appeal');
    const answer = await pages.post('/appeal', await pages.filled(), { headers });
    expect(answer.status).toBe(403);
    expect(await count('appeal')).toBe(before);
  });

  it('refuses a form whose sender names another site by its referer alone', async () => {
    const boundary = 'x';
    const answer = await pages.send('POST', '/appeal', {
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        origin: '',
        referer: 'https://evil.example/form',
      },
    });
    expect(answer.status).toBe(403);
  });

  it('takes a form from a browser that is signed in to the desk: the session plays no part', async () => {
    const headers = { cookie: 'mizan=whatever' };
    expect((await pages.post('/appeal', await pages.filled(), { headers })).status).toBe(201);
  });

  it.each([
    ['no token', ''],
    ['a token that we did not make', '019abcde-0000-7000-8000-000000000000.1764000000000.AAAA'],
  ])('asks to send again with %s', async (_what, token) => {
    const answer = await pages.post('/appeal', await pages.filled({ token, reasons: 'kept' }));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(/>\s*kept<\/textarea>/);
    const again = await pages.post('/appeal', await pages.filled({ token: hidden(answer.body, 'token') }));
    // Sent by a program within the second.
    expect(again.status).toBe(400);
  });

  it('asks to send again what came faster than a person writes, and what lay open for a day', async () => {
    pages.ahead = 5_000;
    const fresh = hidden((await pages.send('GET', '/appeal')).body, 'token');
    const fast = await pages.post('/appeal', await pages.filled({ token: fresh }));
    expect(fast.body).toContain('Please check what you wrote and send again');
    const token = await pages.token();
    pages.ahead = 25 * 3_600_000;
    const stale = await pages.post('/appeal', await pages.filled({ token }));
    pages.ahead = 5_000;
    expect(stale.status).toBe(400);
    expect(stale.body).toContain('open for a long time');
  });

  it('shows the field that programs fill in, and loses nothing', async () => {
    const answer = await pages.post('/appeal', await pages.filled({ website: 'http://spam.example' }));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('id="website-fault"');
    expect(answer.body).not.toContain('class="off"');
  });

  it('slows down one address, names how long, and gives back what was typed', async () => {
    const from = pages.newAddress();
    const token = await pages.token();
    let last = await pages.post('/appeal', await pages.filled({ token, reasons: '' }), { from });
    for (let times = 0; times < 20; times += 1)
      last = await pages.post('/appeal', await pages.filled({ token, reasons: '' }), { from });
    expect(last.status).toBe(429);
    const limited = await pages.post(
      '/appeal',
      [...(await pages.filled({ token, reasons: 'typed' })), file('a.png', PNG)],
      { from },
    );
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(limited.body).toMatch(/>\s*typed<\/textarea>/);
    expect(limited.body).toContain('in a short time');
    expect((await pages.post('/appeal', await pages.filled())).status).toBe(201);
  });

  it('slows down strangers who all name one account, and not its owner', async () => {
    const send = async () => pages.post('/appeal', await pages.filled({ subject: 'https://t.me/flooded' }));
    for (let times = 0; times < 5; times += 1) expect((await send()).status).toBe(201);
    const limited = await send();
    expect(limited.status).toBe(429);
    expect(limited.headers['retry-after']).toBeDefined();
    const { reference } = await pages.removed();
    expect((await pages.post('/appeal', await pages.filled({ reference }))).status).toBe(201);
  });
});

describe('the status page', () => {
  const follow = async (fields: Record<string, string>, files: SentPart[] = []) => {
    const token = fields['token'] ?? (await pages.token('/appeal/status'));
    const parts = Object.entries({ l: 'en', ...fields, token }).map(([name, value]) => ({ name, value }));
    return pages.post('/appeal/status', [...parts, ...files]);
  };

  it('asks for both, and keeps the number of a link', async () => {
    const page = await pages.send('GET', '/appeal/status?n=A-7K3M-9Q2X&l=en');
    expect(page.body).toContain('value="A-7K3M-9Q2X"');
    expect(page.body).toContain('name="secret"');
  });

  it('shows an open question, takes the answer with files once, and goes on', async () => {
    const { reference } = await pages.removed();
    const receipt = receiptOf((await pages.post('/appeal', await pages.filled({ reference }))).body);
    expect((await follow(receipt)).body).toContain('We have it.');
    await pages.live();
    expect((await follow(receipt)).body).toContain('Somebody is looking at it.');

    const [appeal] = await pages.desk.query<{ id: string; caseId: string }>(
      'select id, case_id as "caseId" from appeal where number = $1',
      [receipt.number],
    );
    if (!appeal) throw new Error('no appeal');
    const handler = await pages.desk.person('appeal_handler');
    const { leaseToken } = await pages.desk.claim(handler, appeal.caseId);
    const questions = pages.app.get(AppealQuestionsService, { strict: false });
    await inTransaction(pages.database.dataSource, (manager) =>
      questions.ask(manager, handler, appeal.id, { leaseToken }, 'Which <b>institution</b> do you work for?'),
    );
    const asked = await follow(receipt);
    expect(asked.body).toContain('Which &lt;b&gt;institution&lt;/b&gt; do you work for?');
    expect(asked.body).toContain('Please answer by');

    const question = hidden(asked.body, 'question');
    const empty = await follow({ ...receipt, question, answer: ' ' }, [file('card.png', PNG)]);
    expect(empty.status).toBe(400);
    expect(empty.body).toContain('id="answer-fault"');
    expect(empty.body).toContain('card.png');
    const answer = { ...receipt, question, answer: 'The university of Kufa.', token: hidden(empty.body, 'token') };
    const kept: SentPart = { name: 'kept', value: hidden(empty.body, 'kept') };
    const [first, second] = await Promise.all([follow(answer, [kept]), follow(answer, [kept])]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body).toContain('We have your answer.');
    expect(first.body).not.toContain('name="question"');
    expect(
      await pages.desk.query(
        'select m.from_person, f.media_type from appeal_message m join appeal_file f on f.message_id = m.id where m.appeal_id = $1',
        [appeal.id],
      ),
    ).toEqual([{ from_person: true, media_type: 'image/png' }]);
  });

  it('says nothing while the decision is held back from disclosure', async () => {
    const { reference, decisionId } = await pages.removed();
    const receipt = receiptOf((await pages.post('/appeal', await pages.filled({ reference }))).body);
    await pages.live();
    await pages.asOwner(
      `update decision set disclosure_hold_until = clock_timestamp() + interval '1 day' where id = $1`,
      [decisionId],
    );
    const page = await follow(receipt);
    expect(page.body).toContain('We have it.');
    expect(page.body).not.toContain('Answer due');
  });

  it('tells a stranger no date, since dates differ by who the account is', async () => {
    const receipt = receiptOf(
      (await pages.post('/appeal', await pages.filled({ subject: 'https://t.me/dates' }))).body,
    );
    expect((await follow(receipt)).body).not.toContain('Answer due');
  });
});
