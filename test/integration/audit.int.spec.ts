import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import pino from 'pino';
import { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { assertAuditIsAppendOnly, databaseOptions } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { AuditVerifier } from '@mizan/audit/audit-verifier.service.js';
import { RootFile } from '@mizan/audit/root-file.js';
import { Sealer } from '@mizan/audit/sealer.js';
import { chainedHash, makeSeal } from '@mizan/audit/seal-rules.js';
import { LeafList, readRows } from '@mizan/audit/sealed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const logger = pino({ level: 'silent' });
const actor = systemActor('test');
const audit = new AuditService();

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mizan-audit-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Record {
  readonly database: TestDatabase;
  readonly owner: pg.Client;
  readonly roots: RootFile;
  readonly sealer: Sealer;
  readonly verifier: AuditVerifier;
  close(): Promise<void>;
}

async function open(): Promise<Record> {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const roots = new RootFile(path.join(folder, `${newId()}.ndjson`));
  return {
    database,
    owner,
    roots,
    sealer: new Sealer(database.dataSource, roots, logger),
    verifier: new AuditVerifier(database.dataSource, roots),
    close: async () => {
      await owner.end();
      await database.close();
    },
  };
}

async function write(source: DataSource, count: number): Promise<void> {
  await source.transaction((manager) =>
    audit.recordMany(
      manager,
      actor,
      Array.from({ length: count }, (_, n) => ({
        kind: 'test.happened',
        target: { kind: 'test', id: newId() },
        caseId: n % 2 === 0 ? newId() : null,
        details: { n, code: `c${n}` },
      })),
    ),
  );
}

const seal = (record: Record) => record.sealer.run(new AbortController().signal);

describe('recording', () => {
  it('writes audit and outbox rows of many entries in one statement, under the role of the processes', async () => {
    const record = await open();
    const source = new DataSource(
      databaseOptions({
        url: record.database.url,
        role: 'mizan_app',
        poolSize: 1,
        entities: [],
        applicationName: 'test',
      }),
    );
    await source.initialize();
    const asked = jest.spyOn(pg.Client.prototype, 'query');
    await source.transaction((manager) =>
      audit.recordMany(manager, actor, [
        { kind: 'a.done', target: { kind: 'a', id: null }, events: [{ topic: 't1', payload: { a: 1 } }] },
        {
          kind: 'b.done',
          target: { kind: 'b', id: null },
          events: [
            { topic: 't2', payload: { b: 1 } },
            { topic: 't3', payload: { b: 2 } },
          ],
        },
        { kind: 'c.done', target: { kind: 'c', id: null } },
      ]),
    );
    const statements = asked.mock.calls.map(([first]: unknown[]) => JSON.stringify(first));
    asked.mockRestore();
    expect(statements.filter((statement) => statement.includes('into audit_event'))).toHaveLength(1);
    const { rows } = await record.owner.query(
      `select a.kind, a.details, array_remove(array_agg(o.topic order by o.id), null) as topics
       from audit_event a left join outbox o on o.audit_id = a.id group by a.id, a.kind, a.details order by a.id`,
    );
    expect(rows).toEqual([
      { kind: 'a.done', details: { part: 'test' }, topics: ['t1'] },
      { kind: 'b.done', details: { part: 'test' }, topics: ['t2', 't3'] },
      { kind: 'c.done', details: { part: 'test' }, topics: [] },
    ]);
    await source.destroy();
    await record.close();
  });

  it('goes with its transaction: what is rolled back leaves no row', async () => {
    const record = await open();
    await expect(
      record.database.dataSource.transaction(async (manager) => {
        await audit.record(manager, actor, {
          kind: 'x.done',
          target: { kind: 'x', id: null },
          events: [{ topic: 't', payload: {} }],
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const { rows } = await record.owner.query(
      `select (select count(*)::int from audit_event) as audit, (select count(*)::int from outbox) as outbox`,
    );
    expect(rows).toEqual([{ audit: 0, outbox: 0 }]);
    await record.close();
  });
});

describe('the role of the processes', () => {
  let record: Record;
  beforeAll(async () => {
    record = await open();
    await write(record.database.dataSource, 3);
    await seal(record);
  });
  afterAll(() => record.close());

  it.each([
    `update audit_event set kind = 'other'`,
    `delete from audit_event`,
    `truncate audit_event`,
    `drop table audit_event`,
    `alter table audit_event disable trigger all`,
    `drop trigger audit_event_append_only on audit_event`,
    `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
    `create or replace function audit_xid_offset() returns bigint language sql as 'select 1::bigint'`,
    `set session_replication_role = replica`,
    `update audit_seal set root = ''`,
    `delete from audit_seal`,
    `truncate audit_seal`,
    `drop table audit_seal`,
    `reset role; delete from audit_event`,
  ])('is refused: %s', async (statement) => {
    await expect(record.database.dataSource.query(statement)).rejects.toThrow(
      /permission denied|must be owner|append-only/,
    );
    await record.database.dataSource.query('set role mizan_app');
  });

  it('is refused on every partition as well', async () => {
    const { rows } = await record.owner.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const { name } of rows) {
      for (const statement of [
        `update ${name} set kind = 'x'`,
        `delete from ${name}`,
        `truncate ${name}`,
        `drop table ${name}`,
      ]) {
        await expect(record.database.dataSource.query(statement)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
  });

  it('passes the check at start, which the owner of the schema does not', async () => {
    await expect(assertAuditIsAppendOnly(record.database.dataSource)).resolves.toBeUndefined();
    const owner = await createTestDatabase({ role: null });
    await expect(assertAuditIsAppendOnly(owner.dataSource)).rejects.toThrow(/could alter/);
    await owner.close();
  });
});

describe('sealing', () => {
  it('seals what is committed, chains the seals, publishes every root, and makes no empty seal', async () => {
    const record = await open();
    await write(record.database.dataSource, 5);
    await seal(record);
    await write(record.database.dataSource, 2);
    await seal(record);
    await seal(record);
    const { rows } = await record.owner.query(
      `select row_count, previous = lag(chained) over (order by id) as chained from audit_seal order by id`,
    );
    expect(rows).toEqual([
      { row_count: 5, chained: null },
      { row_count: 2, chained: true },
    ]);
    expect((await readFile(record.roots.path, 'utf8')).trim().split('\n')).toHaveLength(2);
    expect(await record.verifier.verify()).toMatchObject({
      ok: true,
      checkedRows: 7,
      checkedSeals: 2,
      unsealedRows: 0,
      firstBad: null,
      truncationExcluded: true,
    });
    await record.close();
  });

  it('leaves rows of younger transactions until the older one ended, so that none slips into a sealed range', async () => {
    const record = await open();
    const late = record.database.dataSource.createQueryRunner();
    await late.connect();
    await late.startTransaction();
    await audit.record(late.manager, actor, { kind: 'late.done', target: { kind: 'x', id: null } });
    await write(record.database.dataSource, 4);
    await seal(record);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, checkedRows: 0, unsealedRows: 4 });
    await late.commitTransaction();
    await late.release();
    await seal(record);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, checkedRows: 5, unsealedRows: 0 });
    await record.close();
  });

  it('lets two sealers run side by side without a fork', async () => {
    const record = await open();
    const other = new Sealer(record.database.dataSource, record.roots, logger);
    for (let round = 0; round < 20; round += 1) {
      await write(record.database.dataSource, 3);
      await Promise.all([record.sealer.sealNext(), other.sealNext()]);
    }
    await seal(record);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, firstBad: null, checkedRows: 60 });
    await record.close();
  });

  it('keeps up with transactions that are larger than a seal, and cuts a backlog between transactions', async () => {
    const record = await open();
    await write(record.database.dataSource, 3);
    await write(record.database.dataSource, 25_000);
    await write(record.database.dataSource, 2);
    await write(record.database.dataSource, 19_999);
    await seal(record);
    const { rows } = await record.owner.query('select row_count from audit_seal order by id');
    expect(rows.map((row: { row_count: number }) => row.row_count)).toEqual([3, 25_000, 2, 19_999]);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, checkedRows: 45_004, unsealedRows: 0 });
    await record.close();
  });

  it('publishes after a crash what was sealed before it, also behind a line that was cut off', async () => {
    const record = await open();
    await write(record.database.dataSource, 3);
    await seal(record);
    await write(record.database.dataSource, 3);
    await record.sealer.sealNext();
    const whole = await readFile(record.roots.path, 'utf8');
    await writeFile(record.roots.path, `${whole}{"seal":"2","from":"12`);
    await write(record.database.dataSource, 1);
    await seal(record);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, checkedSeals: 3, truncationExcluded: true });
    await record.close();
  });

  it('goes on after a restore into a server whose transaction ids are lower', async () => {
    const record = await open();
    await write(record.database.dataSource, 5);
    await seal(record);
    // As after a restore: what is sealed lies far above this server's transaction ids.
    await record.owner.query(`set session_replication_role = replica;
      update audit_event set xid = (xid::text::bigint + 4000000000)::text::xid8;`);
    const runner = record.database.dataSource.createQueryRunner();
    const leaves = new LeafList();
    await readRows(runner, 0n, 9_000_000_000n, (row) => leaves.add(row));
    await runner.release();
    const restored = makeSeal(Buffer.alloc(32), 0n, 5_000_000_000n, leaves.take());
    await record.owner.query(`update audit_seal set to_xid = '5000000000', root = $1, chained = $2, leaves = $3`, [
      restored.root,
      restored.chained,
      restored.leaves,
    ]);
    await record.owner.query(`set session_replication_role = origin`);
    await rm(record.roots.path);
    const { rows } = await record.owner.query('select audit_resume() as needed');
    expect(rows).toEqual([{ needed: true }]);
    expect((await record.owner.query('select audit_resume() as needed')).rows).toEqual([{ needed: false }]);
    await write(record.database.dataSource, 4);
    await seal(record);
    expect(await record.verifier.verify()).toMatchObject({
      ok: true,
      checkedRows: 9,
      checkedSeals: 2,
      unsealedRows: 0,
    });
    await record.close();
  });
});

describe('verifying', () => {
  const SEALS = 6;
  const ROWS = 8;

  it('finds each of 200 random alterations and names the first bad row', async () => {
    const record = await open();
    for (let n = 0; n < SEALS; n += 1) {
      await write(record.database.dataSource, ROWS);
      await seal(record);
    }
    expect(await record.verifier.verify()).toMatchObject({ ok: true, checkedRows: SEALS * ROWS });
    const ids = (
      await record.owner.query<{ id: string }>('select e.id::text from audit_event e order by e.xid, e.id')
    ).rows.map((row) => row.id);
    const id = (index: number): string => ids[index] ?? '';
    const sealStart = (n: number): string => id(n * ROWS);
    await record.owner.query(
      'create table kept_event as table audit_event; create table kept_seal as table audit_seal',
    );
    const kept = await readFile(record.roots.path, 'utf8');

    const row = fc.integer({ min: 0, max: SEALS * ROWS - 1 });
    const someSeal = fc.integer({ min: 0, max: SEALS - 1 });
    const change = fc.constantFrom(
      `kind = 'test.forged'`,
      `details = details || '{"n": -1}'`,
      `details = details - 'code'`,
      `at = at + interval '1 microsecond'`,
      `actor_kind = 'api_key'`,
      `actor_id = new_id()`,
      `target_id = new_id()`,
      `target_kind = ''`,
      `case_id = new_id()`,
      `subject_id = new_id()`,
      `request_id = ''`,
    );
    const alteration = fc.oneof(
      fc.record({ what: fc.constant('change' as const), at: row, change }),
      fc.record({ what: fc.constant('delete' as const), at: row }),
      fc.record({ what: fc.constant('insert' as const), at: row }),
      fc.record({ what: fc.constant('swap' as const), at: row, with: row }).filter((swap) => swap.at !== swap.with),
      fc.record({ what: fc.constant('truncate' as const), seal: someSeal }),
      fc.record({ what: fc.constant('rechain' as const), at: row }),
      fc.record({ what: fc.constant('root' as const), seal: someSeal }),
      fc.record({ what: fc.constant('unseal' as const), seal: someSeal }),
      fc.record({ what: fc.constant('publish' as const), seal: someSeal }),
    );
    const seen = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(alteration, async (alter) => {
        await record.owner
          .query(`set session_replication_role = replica; delete from audit_event; delete from audit_seal;
          insert into audit_event overriding system value select * from kept_event;
          insert into audit_seal overriding system value select * from kept_seal`);
        await writeFile(record.roots.path, kept);
        let expected: string | null;
        switch (alter.what) {
          case 'change':
            await record.owner.query(`update audit_event set ${alter.change} where id = $1`, [id(alter.at)]);
            expected = id(alter.at);
            break;
          case 'delete':
            await record.owner.query(`delete from audit_event where id = $1`, [id(alter.at)]);
            expected = id(alter.at);
            break;
          case 'insert':
            await record.owner.query(
              `insert into audit_event (id, xid, kind, actor_kind, target_kind) overriding system value
               select 9999999, xid, 'test.forged', 'system', 'test' from audit_event where id = $1`,
              [id(alter.at)],
            );
            expected = '9999999';
            break;
          case 'swap':
            await record.owner.query(
              `update audit_event a set details = b.details, target_id = b.target_id, case_id = b.case_id
               from audit_event b where (a.id, b.id) in (($1, $2), ($2, $1))`,
              [id(alter.at), id(alter.with)],
            );
            expected = id(Math.min(alter.at, alter.with));
            break;
          case 'truncate':
            // Everything from this seal on, rows and seals: what is left is sound by itself.
            await record.owner.query(
              `delete from audit_event where xid >= (select from_xid from audit_seal order by id offset $1 limit 1)`,
              [alter.seal],
            );
            await record.owner.query(
              `delete from audit_seal where id >= (select id from audit_seal order by id offset $1 limit 1)`,
              [alter.seal],
            );
            expected = null;
            break;
          case 'rechain':
            await record.owner.query(`update audit_event set kind = 'test.forged' where id = $1`, [id(alter.at)]);
            await rechain(record);
            expected = sealStart(Math.floor(alter.at / ROWS));
            break;
          case 'root':
            await record.owner.query(
              `update audit_seal set root = sha256(root) where id = (select id from audit_seal order by id offset $1 limit 1)`,
              [alter.seal],
            );
            await rechain(record, true);
            expected = sealStart(alter.seal);
            break;
          case 'unseal':
            await record.owner.query(
              `delete from audit_seal where id = (select id from audit_seal order by id offset $1 limit 1)`,
              [alter.seal],
            );
            expected = alter.seal === SEALS - 1 ? null : sealStart(alter.seal);
            break;
          case 'publish': {
            const lines = kept.trim().split('\n');
            const line = JSON.parse(lines[alter.seal] ?? '') as { root: string };
            lines[alter.seal] = JSON.stringify({ ...line, root: line.root.replace(/./g, 'a') });
            await writeFile(record.roots.path, `${lines.join('\n')}\n`);
            expected = sealStart(alter.seal);
            break;
          }
        }
        const found = await record.verifier.verify();
        expect(found.ok).toBe(false);
        expect({ alter, row: found.firstBadRowId }).toEqual({ alter, row: expected });
        expect(found.firstBad).toContain(expected ?? 'cut off');
        seen.set(alter.what, (seen.get(alter.what) ?? 0) + 1);
      }),
      { numRuns: 200 },
    );
    expect([...seen.keys()].sort()).toEqual([
      'change',
      'delete',
      'insert',
      'publish',
      'rechain',
      'root',
      'swap',
      'truncate',
      'unseal',
    ]);
    await record.close();
  }, 120_000);

  it('says that truncation cannot be excluded when there is no roots file', async () => {
    const record = await open();
    await write(record.database.dataSource, 3);
    await seal(record);
    await rm(record.roots.path);
    expect(await record.verifier.verify()).toMatchObject({ ok: true, truncationExcluded: false });
    await record.close();
  });
});

/** Recomputes all seals after the rows (or only their chain), as somebody would who can write everything in the database. */
async function rechain(record: Record, chainOnly = false): Promise<void> {
  const { rows: seals } = await record.owner.query(
    'select id, from_xid::text, to_xid::text, row_count, root, leaves from audit_seal order by id',
  );
  let previous: Buffer = Buffer.alloc(32);
  for (const stored of seals) {
    const fromXid = BigInt(stored.from_xid);
    const toXid = BigInt(stored.to_xid);
    if (chainOnly) {
      const chained = chainedHash({ previous, root: stored.root, fromXid, toXid, rowCount: stored.row_count });
      await record.owner.query('update audit_seal set previous = $2, chained = $3 where id = $1', [
        stored.id,
        previous,
        chained,
      ]);
      previous = chained;
      continue;
    }
    const runner = record.database.dataSource.createQueryRunner();
    const leaves = new LeafList();
    await readRows(runner, fromXid, toXid, (row) => leaves.add(row));
    await runner.release();
    const made = makeSeal(previous, fromXid, toXid, leaves.take());
    await record.owner.query(
      'update audit_seal set root = $2, previous = $3, chained = $4, leaves = $5, row_count = $6 where id = $1',
      [stored.id, made.root, made.previous, made.chained, made.leaves, made.rowCount],
    );
    previous = made.chained;
  }
}
