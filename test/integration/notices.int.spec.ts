import pg from 'pg';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { DECISIONS_ENTITIES } from '@mizan/decisions/decisions.module.js';
import { MailerService } from '@mizan/notices/mailer.service.js';
import { NOTICES_ENTITIES } from '@mizan/notices/notices.module.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk, testConfig } from './decisions-desk.js';
import { NoticesDesk } from './notices-desk.js';
import { startOrdersSandbox, type OrdersSandbox } from './orders-sandbox.js';

let database: TestDatabase;
let sandbox: OrdersSandbox;
let desk: Desk;
let told: NoticesDesk;
let person: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase({
    poolSize: 40,
    entities: [...PLATFORMS_ENTITIES, ...DECISIONS_ENTITIES, ...NOTICES_ENTITIES],
  });
  sandbox = await startOrdersSandbox(database.dataSource);
  desk = await new Desk(database.dataSource, { connectors: sandbox.connectors, graceSeconds: 0 }).open();
  desk.platformId = sandbox.platformId;
  told = new NoticesDesk(database.dataSource, sandbox.connectors, sandbox.platformId, { MAIL_URL: sandbox.mailUrl });
  person = await desk.person();
});
afterEach(() => sandbox.misbehave());
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

const REFERENCE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/;

/** A channel that was decided to be removed; its decision stands. */
async function removed(language: string | null = null) {
  const { subjectId, nativeId } = await sandbox.channel();
  await desk.source.query('update subject set language = $2 where id = $1', [subjectId, language]);
  const { decisionId, caseId } = await desk.remove(person, subjectId);
  return { subjectId, nativeId, decisionId, caseId, box: `telegram ${nativeId}` };
}

async function state(decisionId: string): Promise<{ id: string; about: { kind: string; id: string } }> {
  const made = await told.transaction((manager) => told.statements.make(manager, decisionId));
  expect(made).toBe(1);
  const [notice] = await told.rows<{ id: string }>('select notice_id as id from statement where decision_id = $1', [
    decisionId,
  ]);
  return { id: notice?.id ?? '', about: { kind: 'decision', id: decisionId } };
}

async function asOwner(sql: string, values: readonly unknown[] = []): Promise<void> {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query('alter table decision disable trigger decision_immutable');
    await owner.query(sql, [...values]);
    await owner.query('alter table decision enable trigger decision_immutable');
  } finally {
    await owner.end();
  }
}

describe('a statement of reasons', () => {
  it('tells the person in their language what was decided, why, and what they can do, and is shown once', async () => {
    const { decisionId, box } = await removed('ar-SY');
    const { id, about } = await state(decisionId);
    expect(await told.transaction((manager) => told.statements.make(manager, decisionId))).toBe(0);
    expect(await told.transaction((manager) => told.notices.informedAt(manager, about))).toBeNull();
    await told.deliver();
    const [letter, ...more] = await sandbox.letters(box);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ id, kind: 'statement_of_reasons', language: 'ar', shown: 1, requests: 1 });
    for (const said of ['أُزيلت القناة أو المجموعة.', 'في كل مكان', 'It calls for violence.', '6 أشهر'])
      expect(letter?.text).toContain(said);
    expect(letter?.text).not.toMatch(/[{}]/);
    expect(letter?.link).toMatch(/^http:\/\/localhost:4700\/appeal\?n=[0-9A-Z-]{19}$/);
    const informedAt = await told.transaction((manager) => told.notices.informedAt(manager, about));
    expect(informedAt).toBeInstanceOf(Date);
  });

  it('is in the language of the reasons when the person’s is not known, and one for each restricted subject', async () => {
    const [first, second] = [await sandbox.channel(), await sandbox.channel()];
    const caseId = await desk.flag(first.subjectId);
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, {
      language: 'fr',
      furtherSubjectIds: [second.subjectId],
      measures: [
        ...desk.removing(first.subjectId, second.subjectId),
        { measure: 'disable_in_territory', scope: 'BE,FR', subjectIds: [second.subjectId] },
      ],
    });
    const answer = await desk.decide(person, draft, claimed);
    if (answer.kind !== 'decision') throw new Error(answer.kind);
    expect(await told.transaction((manager) => told.statements.make(manager, answer.decisionId))).toBe(2);
    await told.deliver();
    const [one] = await sandbox.letters(`telegram ${first.nativeId}`);
    const [two] = await sandbox.letters(`telegram ${second.nativeId}`);
    expect(one?.text).toContain('Le canal ou le groupe a été retiré.');
    expect(one?.text).not.toContain('pays');
    expect(two?.text).toContain(
      'Il n’est plus visible dans certains pays. (seulement dans les pays suivants : Belgique et France)',
    );
    expect(REFERENCE.exec(one?.text ?? '')?.[0]).not.toBe(REFERENCE.exec(two?.text ?? '')?.[0]);
    const kept = await told.rows<{ n: number }>(
      `select cardinality(restriction_ids) as n from statement where decision_id = $1 order by 1`,
      [answer.decisionId],
    );
    expect(kept.map((row) => row.n)).toEqual([1, 2]);
  });

  it('is not made for a decision that restricts nobody any more', async () => {
    const { decisionId } = await removed();
    await desk.undo(person, decisionId).catch(() => undefined);
    await desk.source.query('update restriction_cover set ended_at = clock_timestamp() where decision_id = $1', [
      decisionId,
    ]);
    expect(await told.transaction((manager) => told.statements.make(manager, decisionId))).toBe(0);
  });

  it('is held while its decision may not be disclosed, to everybody, and leaves when the hold is over', async () => {
    const { decisionId, box } = await removed();
    await asOwner(`update decision set disclosure_hold_until = clock_timestamp() + interval '6 weeks' where id = $1`, [
      decisionId,
    ]);
    const { id, about } = await state(decisionId);
    await told.deliver();
    expect(await told.row(id)).toMatchObject({ state: 'held', attempts: 0, informed_at: null });
    expect(await sandbox.letters(box)).toEqual([]);
    expect(await told.transaction((manager) => told.notices.read(manager, about))).toEqual([]);
    await told.letTimePass(id);
    await told.deliver();
    expect((await told.row(id)).state).toBe('held');
    await asOwner(`update decision set disclosure_hold_until = clock_timestamp() where id = $1`, [decisionId]);
    await told.letTimePass(id);
    await told.deliver();
    expect((await told.row(id)).state).toBe('sent');
    expect(await sandbox.letters(box)).toHaveLength(1);
    expect(await told.transaction((manager) => told.notices.read(manager, about))).toHaveLength(1);
  });

  it('leaves no words and no names in the rows, the record or the outbox', async () => {
    const { decisionId } = await removed();
    const { id } = await state(decisionId);
    const [{ text = '' } = {}] = await told.rows<{ text: string }>(
      `select (select n::text from notice n where n.id = $1) || coalesce((select string_agg(a::text, ' ') from audit_event a where a.target_id = $1), '')
         || (select string_agg(o::text, ' ') from outbox o) as text`,
      [id],
    );
    expect(text).not.toContain('violence');
    expect(text).not.toMatch(/wadi/i);
  });
});

describe('delivering', () => {
  it.each(['lost_after_effect', 'timeout_after_effect', 'server_error', 'garbage', 'rate_limit'])(
    'after %s sends the same notice again, and it is shown once',
    async (kind) => {
      const { decisionId, box } = await removed();
      const { id } = await state(decisionId);
      await sandbox.misbehave({ kind, on: 'notices', times: 1, hold_ms: 10, retry_after_seconds: 1 });
      await told.sending.attempt(id);
      expect(await told.row(id)).toMatchObject({ state: 'waiting', informed_at: null });
      await told.letTimePass(id);
      await told.sending.attempt(id);
      expect(await told.row(id)).toMatchObject({ state: 'sent', outcome_code: null });
      const letters = await sandbox.letters(box);
      expect(letters).toHaveLength(1);
      expect(letters[0]?.shown).toBe(1);
    },
  );

  it('by many workers at once is one showing', async () => {
    const { decisionId, box } = await removed();
    const { id } = await state(decisionId);
    await Promise.all(Array.from({ length: 20 }, () => told.sending.attempt(id)));
    expect(await sandbox.letters(box)).toMatchObject([{ id, requests: 1, shown: 1 }]);
    expect((await told.row(id)).attempts).toBe(1);
  });

  it('ends as failed when the platform refuses for good, and as no address where nobody is', async () => {
    const refused = await state((await removed()).decisionId);
    await sandbox.misbehave({ kind: 'refuse', on: 'notices', times: 1 });
    await told.sending.attempt(refused.id);
    expect(await told.row(refused.id)).toMatchObject({ state: 'failed', outcome_code: 'refused_by_platform' });
    const unknown = await desk.subject();
    const { decisionId } = await desk.remove(person, unknown);
    const gone = await state(decisionId);
    await told.deliver();
    expect(await told.row(gone.id)).toMatchObject({ state: 'no_address', outcome_code: 'recipient_gone' });
  });

  it('gives up after its attempts, and is given to its person by hand, who has known from then on', async () => {
    const { decisionId } = await removed();
    const { id, about } = await state(decisionId);
    await sandbox.misbehave({ kind: 'server_error', on: 'notices' });
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await told.letTimePass(id);
      await told.sending.attempt(id);
    }
    expect(await told.row(id)).toMatchObject({ state: 'failed', attempts: 8, outcome_code: 'server_error' });
    const supervisor = await desk.person('supervisor');
    await told.transaction((manager) => told.steps.handOver(manager, supervisor, id));
    expect(await told.row(id)).toMatchObject({ state: 'sent' });
    expect(await told.transaction((manager) => told.notices.informedAt(manager, about))).toBeInstanceOf(Date);
    await expect(told.transaction((manager) => told.steps.resend(manager, supervisor, id, null))).rejects.toMatchObject(
      {
        code: 'NOTICE_STATE',
      },
    );
  });

  it('waits while the platform is paused', async () => {
    const { decisionId, box } = await removed();
    const { id } = await state(decisionId);
    await desk.source.query('update platform set paused = true where id = $1', [sandbox.platformId]);
    expect(await told.sending.attempt(id)).toBe(5_000);
    await desk.source.query('update platform set paused = false where id = $1', [sandbox.platformId]);
    await told.letTimePass(id);
    expect(await told.sending.attempt(id)).toBeNull();
    expect(await sandbox.letters(box)).toHaveLength(1);
  });
});

describe('e-mail', () => {
  it('says number and link, and nothing of the matter, in the language of the notice', async () => {
    const address = `${newId()}@example.org`;
    const id = await told.queue(told.receipt({ language: 'ru', address }));
    await told.deliver();
    const [mail, ...more] = await sandbox.letters(address);
    expect(more).toEqual([]);
    const [{ number = 0 } = {}] = await told.rows<{ number: number }>('select number::int from notice where id = $1', [
      id,
    ]);
    expect(mail).toMatchObject({ subject_line: `Сообщение № ${number}`, shown: 1 });
    expect(mail?.text).toContain('http://localhost:4700/appeal/status?n=A-1');
    expect(mail?.text).not.toMatch(/жалоб/i);
    expect(await told.row(id)).toMatchObject({ state: 'sent' });
  });

  it('bounces where there is no such mailbox, and reaches another address that is given later', async () => {
    const id = await told.queue(told.receipt({ address: 'bounce@example.org' }));
    await told.deliver();
    expect(await told.row(id)).toMatchObject({ state: 'bounced', outcome_code: 'smtp_550', informed_at: null });
    const supervisor = await desk.person('supervisor');
    const address = `${newId()}@example.org`;
    await told.transaction((manager) => told.steps.resend(manager, supervisor, id, address));
    await told.deliver();
    expect((await told.row(id)).state).toBe('sent');
    expect(await sandbox.letters(address)).toHaveLength(1);
  });

  it('is tried again where the mailbox is full for now, or no server answers', async () => {
    const later = await told.queue(told.receipt({ address: 'later@example.org' }));
    await told.sending.attempt(later);
    expect(await told.row(later)).toMatchObject({ state: 'waiting', outcome_code: 'smtp_450' });
    const silent = new NoticesDesk(database.dataSource, sandbox.connectors, sandbox.platformId, {
      MAIL_URL: 'smtp://127.0.0.1:9',
    });
    const lost = await silent.queue(silent.receipt({ address: 'a@example.org' }));
    await silent.sending.attempt(lost);
    expect(await told.row(lost)).toMatchObject({ state: 'waiting', outcome_code: 'mail_unreachable' });
  });

  it('that is sent again after a crash before it was written down is the same e-mail', async () => {
    const address = `${newId()}@example.org`;
    const id = await told.queue(told.receipt({ address }));
    const mailer = new MailerService({ ...testConfig(), MAIL_URL: sandbox.mailUrl });
    const link = 'http://localhost:4700/appeal/status?n=A-1';
    // What a worker did that was killed before it could write it down.
    const mail = { noticeId: id, number: 1, to: address, language: 'en', link } as const;
    expect(await mailer.send(mail)).toMatchObject({ outcome: 'delivered' });
    await told.deliver();
    expect((await told.row(id)).state).toBe('sent');
    expect(await sandbox.letters(address)).toMatchObject([{ shown: 1, requests: 2 }]);
  });

  it('without a mail server, and without any address, is for people to hand over', async () => {
    const without = new NoticesDesk(database.dataSource, sandbox.connectors, sandbox.platformId);
    const mail = await without.queue(without.receipt({ address: 'a@example.org' }));
    const hand = await without.queue(without.receipt());
    await without.deliver();
    expect(await told.row(mail)).toMatchObject({ state: 'no_address', outcome_code: 'mail_not_set_up' });
    expect(await told.row(hand)).toMatchObject({ state: 'no_address', outcome_code: 'no_channel' });
  });
});

describe('queueing', () => {
  it('the same thing twice, also at once, is one notice', async () => {
    const receipt = told.receipt();
    const ids = await Promise.all(Array.from({ length: 12 }, () => told.queue(receipt)));
    expect(new Set(ids).size).toBe(1);
    expect(await told.rows('select id from notice where about_id = $1', [receipt.about.id])).toHaveLength(1);
  });

  it('refuses a value that is missing, unknown or wrong, and an address that is none, by name', async () => {
    await expect(told.queue(told.receipt({ values: { appeal: 'A-1' } }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'values.received_on' },
    });
    await expect(told.queue(told.receipt({ address: 'a@b.org, c@d.org' }))).rejects.toMatchObject({
      details: { field: 'address' },
    });
  });

  it('that rolls back leaves nothing', async () => {
    const receipt = told.receipt();
    await expect(
      told.transaction(async (manager) => {
        await told.notices.queue(manager, receipt);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await told.rows('select id from notice where about_id = $1', [receipt.about.id])).toEqual([]);
  });
});

describe('a one-time reference', () => {
  async function reference(): Promise<{ reference: string; subjectId: string; decisionId: string }> {
    const made = await removed();
    await state(made.decisionId);
    await told.deliver();
    const [letter] = await sandbox.letters(made.box);
    return { ...made, reference: REFERENCE.exec(letter?.text ?? '')?.[0] ?? '' };
  }

  it('stands for its person and its decision, and is used up by one of many that come at once', async () => {
    const { reference: shown, subjectId, decisionId } = await reference();
    const looked = await told.transaction((manager) => told.notices.lookUp(manager, shown.toLowerCase()));
    expect(looked).toMatchObject({ used: false, subjectId, about: { kind: 'decision', id: decisionId } });
    const all = await Promise.all(
      Array.from({ length: 16 }, () => told.transaction((manager) => told.notices.redeem(manager, shown))),
    );
    expect(all.filter((redeemed) => redeemed !== null)).toMatchObject([
      { recipient: { kind: 'subject', id: subjectId } },
    ]);
    expect(await told.transaction((manager) => told.notices.lookUp(manager, shown))).toMatchObject({ used: true });
  });

  it('is not used up when the appeal it came with is not kept', async () => {
    const { reference: shown } = await reference();
    await told
      .transaction(async (manager) => {
        await told.notices.redeem(manager, shown);
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await told.transaction((manager) => told.notices.redeem(manager, shown))).not.toBeNull();
  });

  it('that was never given is nobody’s', async () => {
    for (const guess of ['0000-0000-0000-0000', '', 'x'])
      expect(await told.transaction((manager) => told.notices.redeem(manager, guess))).toBeNull();
  });
});

describe('people of the desk', () => {
  it('read what was told without its reference, and their reading is recorded', async () => {
    const { decisionId, subjectId, caseId } = await removed();
    const { id } = await state(decisionId);
    const handler = await desk.person('appeal_handler');
    const [listed] = await told.reads.ofSubject(handler, subjectId);
    expect(listed).toMatchObject({ id, state: 'waiting' });
    expect(await told.reads.ofCase(handler, caseId)).toHaveLength(1);
    if (!listed) throw new Error('not listed');
    const words = await told.reads.words(handler, listed);
    expect(words?.body).toContain('It calls for violence.');
    expect(words?.body).toContain('xxxx-xxxx-xxxx-xxxx');
    expect(words?.body).not.toMatch(REFERENCE);
    expect((await told.reads.opened(listed))?.body).toMatch(REFERENCE);
    expect(
      await told.rows(`select 1 from view_log where target_id = $1 and person_id = $2`, [id, handler.id]),
    ).toHaveLength(1);
  });

  it('see no notice that says who stands in the register, unless they may lift that veil', async () => {
    const { subjectId } = await sandbox.channel();
    await told.queue({
      kind: 'media_reply_asked',
      about: { kind: 'proposal', id: newId() },
      recipient: { kind: 'subject', id: subjectId },
      platformId: sandbox.platformId,
      language: 'en',
      subjectId,
      values: { subject: 'S', measures: 'M', policy: 'P', reasons: 'R', due_on: new Date() },
    });
    expect(await told.reads.ofSubject(await desk.person('appeal_handler'), subjectId)).toEqual([]);
    expect((await told.reads.list(await desk.person('administrator'), { subjectId })).nodes).toEqual([]);
    expect(await told.reads.ofSubject(await desk.person('supervisor'), subjectId)).toHaveLength(1);
  });

  it('find nothing to read once a person’s key is destroyed, and nothing is sent any more', async () => {
    const address = `${newId()}@example.org`;
    const keyId = await told.transaction((manager) => told.personal.createKey(manager));
    const id = await told.queue(told.receipt({ address, keyId }));
    await told.transaction((manager) => told.personal.destroy(manager, keyId));
    await told.deliver();
    expect(await told.row(id)).toMatchObject({ state: 'no_address', outcome_code: 'erased' });
    expect(await sandbox.letters(address)).toEqual([]);
    const supervisor = await desk.person('supervisor');
    expect(await told.reads.words(supervisor, await told.reads.get(supervisor, id))).toBeNull();
  });
});

describe('a wording', () => {
  it('is changed for what is queued from then on, keeps its versions, and is not overwritten unseen', async () => {
    const supervisor = await desk.person('supervisor');
    const shipped = await told.wordings.current('appeal_received', 'tr');
    expect(shipped.version).toBe(0);
    const input = {
      kind: 'appeal_received',
      language: 'tr',
      basedOn: 0,
      subjectLine: 'Yeni',
      body: `${shipped.body}\nYeni satır`,
    } as const;
    const saves = await Promise.allSettled(
      Array.from({ length: 4 }, () => told.transaction((manager) => told.wordings.save(manager, supervisor, input))),
    );
    expect(saves.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(saves.find((each) => each.status === 'rejected')).toMatchObject({
      reason: { code: 'STALE_VERSION', details: { current: 1 } },
    });
    const address = `${newId()}@example.org`;
    const receipt = told.receipt({ language: 'tr', address });
    await told.queue(receipt);
    const [read] = await told.transaction((manager) => told.notices.read(manager, receipt.about));
    expect(read).toMatchObject({ subjectLine: 'Yeni', language: 'tr' });
    expect(read?.body).toContain('Yeni satır');
    expect((await told.wordings.versions('appeal_received', 'tr')).map((each) => each.version)).toEqual([1, 0]);
  });

  it('that leaves out what must be said is refused, naming the placeholder', async () => {
    const supervisor = await desk.person('supervisor');
    const save = told.transaction((manager) =>
      told.wordings.save(manager, supervisor, {
        kind: 'flag_refused',
        language: 'en',
        basedOn: 0,
        subjectLine: 'x',
        body: '{who}',
      }),
    );
    await expect(save).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'body', reason: 'unknown_placeholder', placeholder: 'who' },
    });
  });
});

describe('somebody who reported', () => {
  async function refused(tells: boolean, outcome: 'no_violation' | 'violation' = 'no_violation') {
    const { subjectId } = await sandbox.channel();
    const code = `reports-${newId()}`;
    const caseId = await desk.flag(subjectId);
    await desk.source.query(
      `with o as (insert into source (platform_id, code, name, kind, tells_reporters) values ($1, $2, $2, 'user_report', $3) returning id)
       insert into flag (platform_id, subject_id, case_id, round, source_id, external_id, key_as_received, reason)
       select $1, $4, $5, 1, id, 'r-1', 'x', 'spam' from o`,
      [sandbox.platformId, code, tells, subjectId, caseId],
    );
    const claimed = await desk.claim(person, caseId);
    const measures = outcome === 'violation' ? desk.removing(subjectId) : [];
    const answer = await desk.decide(person, desk.draft(caseId, { outcome, measures }), claimed);
    if (answer.kind !== 'decision') throw new Error(answer.kind);
    await told.transaction((manager) => told.refusals.tell(manager, answer.decisionId));
    await told.transaction((manager) => told.refusals.tell(manager, answer.decisionId));
    await told.deliver();
    return sandbox.letters(`report ${code} r-1`);
  }

  it('is told once that nothing was done, with a way to appeal, where the source asks for it', async () => {
    const letters = await refused(true);
    expect(letters).toMatchObject([{ kind: 'flag_refused', shown: 1 }]);
    expect(letters[0]?.text).toContain('r-1');
    expect(letters[0]?.text).toMatch(REFERENCE);
  });

  it('is not told where the source does not ask, nor when something was done', async () => {
    expect(await refused(false)).toEqual([]);
    expect(await refused(true, 'violation')).toEqual([]);
  });
});
