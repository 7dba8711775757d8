import type { DataSource, QueryRunner } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { Schedule } from '@mizan/foundation/job-schedules.js';
import type { Logger } from '@mizan/foundation/logger.js';
import type { RootFile } from './root-file.js';
import { rootLine } from './root-line.js';
import { makeSeal, NO_SEAL } from './seal-rules.js';
import { LeafList, readRows } from './sealed-rows.js';

/** Any two sealers must not run at once; the number is arbitrary and only ours. */
const SEALER_LOCK = 4_700_003;
/** Rows in one seal at most, unless one transaction wrote more. */
const ROWS = 20_000;
/** Seals published from the database in one go, when the file is behind. */
const CATCH_UP = 1_000;

interface StoredSeal {
  readonly id: string;
  readonly from_xid: string;
  readonly to_xid: string;
  readonly row_count: number;
  readonly root: Buffer;
  readonly chained: Buffer;
  readonly sealed_at: Date;
}

/**
 * Seals new rows of the record: those of transactions older than the oldest that still runs, so that none can appear
 * later inside a sealed range. One Merkle root over them is chained to the seal before and published in the roots file.
 */
export class Sealer implements Schedule {
  readonly name = 'audit-sealer';
  readonly everyMs = 500;
  readonly leaseMs = 60_000;

  /** True while rows that could be sealed were left for the next seal. */
  private behind = false;

  constructor(
    private readonly source: DataSource,
    private readonly roots: RootFile,
    private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.publish();
    for (;;) {
      const sealed = await this.sealNext();
      if (sealed === 0) return;
      await this.publish();
      if (!this.behind || signal.aborted) return;
    }
  }

  /** Makes one seal and gives the number of its rows; 0 when there was nothing to seal or another sealer was at it. */
  async sealNext(): Promise<number> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction();
      const sealed = await this.sealUnderLock(runner);
      await runner.commitTransaction();
      return sealed;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async sealUnderLock(runner: QueryRunner): Promise<number> {
    const [lock] = await rows<{ taken: boolean }>(runner, `select pg_try_advisory_xact_lock($1) as taken`, [
      SEALER_LOCK,
    ]);
    if (!lock?.taken) return 0;
    const [state] = await rows<{ from_xid: string; horizon: string; previous: Buffer | null }>(
      runner,
      `select coalesce(s.to_xid::text, '0') as from_xid, audit_horizon()::text as horizon, s.chained as previous
       from (select 1) as one left join (select to_xid, chained from audit_seal order by id desc limit 1) as s on true`,
    );
    if (!state) return 0;
    const fromXid = BigInt(state.from_xid);
    const horizon = BigInt(state.horizon);
    if (horizon < fromXid) {
      // The record was restored into a server whose transaction ids are lower.
      await runner.query('select audit_resume()');
      this.logger.warn({ horizon: state.horizon, sealed: state.from_xid }, 'audit record resumed after a restore');
      return 0;
    }
    if (horizon === fromXid) return 0;
    const toXid = await this.end(runner, fromXid, horizon);
    this.behind = toXid < horizon;
    const leaves = new LeafList();
    await readRows(runner, fromXid, toXid, (row) => leaves.add(row));
    if (leaves.count === 0) return 0;
    const { count } = leaves;
    const seal = makeSeal(state.previous ?? NO_SEAL, fromXid, toXid, leaves.take());
    await runner.query(
      `insert into audit_seal (from_xid, to_xid, row_count, root, previous, chained, leaves)
       values ($1::text::xid8, $2::text::xid8, $3, $4, $5, $6, $7)`,
      [String(fromXid), String(toXid), seal.rowCount, seal.root, seal.previous, seal.chained, seal.leaves],
    );
    return count;
  }

  /** Where the seal ends: the horizon, or earlier when more than ROWS rows wait. Whole transactions only. */
  private async end(runner: QueryRunner, fromXid: bigint, horizon: bigint): Promise<bigint> {
    const [beyond] = await rows<{ xid: string; first: string }>(
      runner,
      `with waiting as (
         select xid, id from audit_event where xid >= $1::text::xid8 and xid < $2::text::xid8
         order by xid, id limit ${ROWS + 1}
       )
       select xid::text as xid, (select xid::text from waiting order by waiting.xid limit 1) as first
       from waiting order by waiting.xid, waiting.id offset ${ROWS} limit 1`,
      [String(fromXid), String(horizon)],
    );
    if (!beyond) return horizon;
    const xid = BigInt(beyond.xid);
    // A transaction that alone is larger than a seal gets one for itself.
    return beyond.xid === beyond.first ? xid + 1n : xid;
  }

  /** Appends to the roots file what the database has and the file has not, also after a crash between the two. */
  private async publish(): Promise<void> {
    for (;;) {
      const last = await this.roots.lastSeal();
      const seals = await rows<StoredSeal>(
        this.source,
        `select id::text as id, from_xid::text, to_xid::text, row_count, root, chained, sealed_at
         from audit_seal where id > $1 order by audit_seal.id limit ${CATCH_UP}`,
        [last ?? '0'],
      );
      await this.roots.append(
        seals.map((seal) =>
          rootLine(
            {
              id: seal.id,
              fromXid: BigInt(seal.from_xid),
              toXid: BigInt(seal.to_xid),
              rowCount: seal.row_count,
              root: seal.root,
              chained: seal.chained,
            },
            seal.sealed_at,
          ),
        ),
      );
      if (seals.length < CATCH_UP) return;
    }
  }
}
