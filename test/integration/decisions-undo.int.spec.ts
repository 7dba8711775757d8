import type { Connector, ConnectorOrder } from '@mizan/platforms/connectors.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk } from './decisions-desk.js';

/** A platform that does at once what it is told, and remembers it. */
class Obedient implements Connector {
  readonly sent: string[] = [];

  sentFor(subjectId: string): string[] {
    return this.sent.filter((line) => line.includes(subjectId));
  }

  async fetchState() {
    return { outcome: 'found' as const, visible: true, title: null, handle: null, audience: 7, measures: [] };
  }

  async apply(order: ConnectorOrder) {
    this.sent.push(`apply ${order.subject.nativeId}`);
    return { outcome: 'applied' as const, priorState: { members: 7 }, platformRef: 'ref' };
  }

  async undo(order: ConnectorOrder) {
    this.sent.push(`undo ${order.subject.nativeId} ${JSON.stringify(order.priorState)}`);
    return { outcome: 'applied' as const, priorState: null, platformRef: null };
  }

  async ask() {
    return { outcome: 'not_received' as const };
  }

  async notify() {
    return { outcome: 'delivered' as const, platformRef: null };
  }
}

let database: TestDatabase;
let platform: Obedient;
let desk: Desk;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 30 });
});
beforeEach(async () => {
  platform = new Obedient();
  desk = await new Desk(database.dataSource, { connector: platform }).open();
});
afterAll(() => database.close());

/** Ends the grace period of a decision by moving it into the past, which only the owner of the tables can do. */
async function endGrace(decisionId: string): Promise<void> {
  const owner = new (await import('pg')).default.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('alter table decision disable trigger decision_immutable');
  await owner.query(`update decision set grace_until = clock_timestamp() where id = $1`, [decisionId]);
  await owner.query('alter table decision enable trigger decision_immutable');
  await owner.query(`update decision_settlement set due_at = clock_timestamp() where decision_id = $1`, [decisionId]);
  await owner.query(
    `update platform_order set not_before = clock_timestamp(), next_attempt_at = clock_timestamp() where decision_id = $1`,
    [decisionId],
  );
  await owner.end();
}

describe('undoing within the grace period', () => {
  it('cancels the order, opens the case with a new round, and serves it to the same person first', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(person, subject);
    await desk.undo(person, decisionId);
    expect(await desk.ordersOf(subject)).toEqual(['apply cancelled']);
    expect(await desk.caseState(caseId)).toBe('open');
    const rounds = await desk.query(
      `select n, reason, closed_at is null as open from case_round where case_id = $1 order by n`,
      [caseId],
    );
    expect(rounds).toEqual([
      { n: 1, reason: 'flagged', open: false },
      { n: 2, reason: 'undone', open: true },
    ]);
    const next = await desk.transaction((manager) => desk.claims.claimNext(manager, person, desk.queueId));
    expect(next).toMatchObject({ id: caseId, round: 2 });
  });

  it('lets the case be decided again', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(person, subject);
    await desk.undo(person, decisionId);
    const claimed = await desk.claim(person, caseId);
    const answer = await desk.decide(person, desk.draft(caseId, { measures: desk.removing(subject) }), claimed);
    expect(answer.kind).toBe('decision');
    await desk.letGracePass();
    await desk.work();
    expect(platform.sentFor(subject)).toEqual([`apply ${subject}`]);
  });

  it('opens the cases of further subjects as well', async () => {
    const person = await desk.person();
    const [channel, backup] = [await desk.subject(), await desk.subject()];
    const [caseId, other] = [await desk.flag(channel), await desk.flag(backup)];
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, { furtherSubjectIds: [backup], measures: desk.removing(channel, backup) });
    const answer = await desk.decide(person, draft, claimed);
    await desk.undo(person, answer.kind === 'decision' ? answer.decisionId : '');
    expect(await desk.caseState(other)).toBe('open');
    expect(await desk.ordersOf(backup)).toEqual(['apply cancelled']);
  });

  it('is refused to somebody who had no part', async () => {
    const { decisionId } = await desk.remove(await desk.person(), await desk.subject());
    await expect(desk.undo(await desk.person('senior_moderator'), decisionId)).rejects.toMatchObject({
      code: 'NOT_A_PARTICIPANT',
    });
  });

  it('is refused twice, and once the grace period is over', async () => {
    const person = await desk.person();
    const first = await desk.remove(person, await desk.subject());
    await desk.undo(person, first.decisionId);
    await expect(desk.undo(person, first.decisionId)).rejects.toMatchObject({ code: 'DECISION_UNDONE' });
    const second = await desk.remove(person, await desk.subject());
    await endGrace(second.decisionId);
    await expect(desk.undo(person, second.decisionId)).rejects.toMatchObject({ code: 'UNDO_TOO_LATE' });
    expect(await desk.caseState(second.caseId)).toBe('decided');
  });

  it('either takes the order back or comes too late when it races the order leaving, never both', async () => {
    const person = await desk.person();
    const racing = new Desk(database.dataSource, { connector: platform, graceSeconds: 0.5 });
    Object.assign(racing, {
      platformId: desk.platformId,
      policyVersionId: desk.policyVersionId,
      queueId: desk.queueId,
    });
    const seen = new Set<string>();
    for (let round = 0; round < 24; round += 1) {
      const subject = await racing.subject();
      const { decisionId, caseId } = await racing.remove(person, subject);
      const [order] = await racing.query<{ id: string; ms: number }>(
        `select o.id, (extract(epoch from o.not_before - clock_timestamp()) * 1000)::float8 as ms from platform_order o where o.decision_id = $1`,
        [decisionId],
      );
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
      const send = async () => {
        await pause((order?.ms ?? 0) + 1);
        await racing.sending.attempt(order?.id ?? '');
      };
      const undo = async () => {
        await pause((order?.ms ?? 0) - 240 + round * 12);
        return racing.undo(person, decisionId).then(
          () => 'undone',
          (error: { code?: string }) => error.code ?? 'bug',
        );
      };
      const [, answer] = await Promise.all([send(), undo()]);
      seen.add(answer);
      const left = platform.sent.includes(`apply ${subject}`);
      expect(answer === 'undone' ? !left : answer === 'UNDO_TOO_LATE').toBe(true);
      expect(await racing.caseState(caseId)).toBe(answer === 'undone' ? 'open' : 'decided');
    }
    expect([...seen].sort()).toEqual(['UNDO_TOO_LATE', 'undone']);
  });
});

describe('two decisions that cover one subject', () => {
  it('send nothing when one is undone, and one undo order when the other is reversed', async () => {
    const [first, second, handler] = [await desk.person(), await desk.person(), await desk.person('appeal_handler')];
    const [channel, backup] = [await desk.subject(), await desk.subject()];
    const one = await desk.remove(first, backup);
    await endGrace(one.decisionId);
    await desk.work();
    expect(platform.sentFor(backup)).toEqual([`apply ${backup}`]);

    const caseId = await desk.flag(channel);
    const claimed = await desk.claim(second, caseId);
    const draft = desk.draft(caseId, { furtherSubjectIds: [backup], measures: desk.removing(backup) });
    const other = await desk.decide(second, draft, claimed);
    expect(await desk.ordersOf(backup)).toEqual(['apply applied']);
    await desk.undo(second, other.kind === 'decision' ? other.decisionId : '');
    expect(await desk.ordersOf(backup)).toEqual(['apply applied']);

    await desk.transaction((manager) => reverse(manager, handler, one));
    expect(await desk.ordersOf(backup)).toEqual(['apply applied', 'undo waiting']);
    await desk.letGracePass();
    await desk.work();
    expect(platform.sentFor(backup)).toEqual([`apply ${backup}`, `undo ${backup} {"members":7}`]);
    const standing = await desk.query(`select from restriction where subject_id = $1 and lifted_at is null`, [backup]);
    expect(standing).toEqual([]);
  });

  async function reverse(
    manager: Parameters<Desk['reversals']['reverse']>[0],
    person: Parameters<Desk['reversals']['reverse']>[1],
    made: { decisionId: string; caseId: string },
  ) {
    await manager.query(
      `update review_case set state = 'open', closed_at = null, closed_reason = null, round = round + 1 where id = $1`,
      [made.caseId],
    );
    const reversal = await desk.reversals.reverse(manager, person, {
      caseId: made.caseId,
      decisionIds: [made.decisionId],
      restrictionIds: null,
      rationale: 'It was a newsroom.',
      language: 'en',
      approvedBy: null,
      findings: [],
    });
    return reversal.decisionId;
  }

  it('leave the subject alone when a correction is taken back before its undo order left', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const made = await desk.remove(person, subject);
    await endGrace(made.decisionId);
    await desk.work();
    const reversal = await desk.transaction((manager) => reverse(manager, person, made));
    expect(await desk.ordersOf(subject)).toEqual(['apply applied', 'undo waiting']);
    await desk.undo(person, reversal);
    expect(await desk.ordersOf(subject)).toEqual(['apply applied', 'undo cancelled']);
    const covers = await desk.query(`select c.ended_at from restriction_cover c where c.decision_id = $1`, [
      made.decisionId,
    ]);
    expect(covers).toEqual([{ ended_at: null }]);
  });
});

describe('settling', () => {
  it('closes the case when the grace period is over, and counts for the reporters', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(person, subject);
    expect(await desk.settlements.settle(decisionId)).toBeGreaterThan(20_000);
    expect(await desk.caseState(caseId)).toBe('decided');
    const reporterId = await reporterOf(caseId, subject);
    await endGrace(decisionId);
    expect(await desk.settlements.settle(decisionId)).toBeNull();
    expect(await desk.settlements.settle(decisionId)).toBeNull();
    expect(await desk.caseState(caseId)).toBe('closed');
    expect(await desk.query(`select decided_count, upheld_count from reporter where id = $1`, [reporterId])).toEqual([
      { decided_count: 1, upheld_count: 1 },
    ]);
  });

  it('opens the case again at once when it was flagged after the decision', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(person, subject);
    expect(await desk.flag(subject)).toBe(caseId);
    await endGrace(decisionId);
    await desk.settlements.settle(decisionId);
    expect(await desk.caseState(caseId)).toBe('open');
    const rounds = await desk.query<{ reason: string }>(`select reason from case_round where case_id = $1 order by n`, [
      caseId,
    ]);
    expect(rounds.map((row) => row.reason)).toEqual(['flagged', 'flagged_again']);
  });

  it('leaves a decision alone that was taken back', async () => {
    const person = await desk.person();
    const { decisionId, caseId } = await desk.remove(person, await desk.subject());
    await desk.undo(person, decisionId);
    expect(await desk.settlements.settle(decisionId)).toBeNull();
    expect(await desk.caseState(caseId)).toBe('open');
  });

  async function reporterOf(caseId: string, subjectId: string): Promise<string> {
    const [row] = await desk.query<{ id: string }>(
      `with s as (insert into source (code, name, kind) values (new_id()::text, 'S', 'user_report') returning id),
         r as (insert into reporter (source_id, external_hash) select id, '\\x01' from s returning id, source_id),
         f as (insert into flag (platform_id, subject_id, case_id, round, source_id, external_id, key_as_received, reporter_id, reason)
           select $1, $2, $3, 1, source_id, 'x' || n, 'k', id, 'spam' from r, generate_series(1, 3) n)
       select id from r`,
      [desk.platformId, subjectId, caseId],
    );
    return row?.id ?? '';
  }
});
