import type { DataSource, QueryRunner } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { RootFile } from './root-file.js';
import { matchesRoot, type RootLine } from './root-line.js';
import { firstRowFault, firstRowOf, sealFault, type Seal } from './seal-rules.js';
import { LeafList, readRows, xidOf } from './sealed-rows.js';

/** Rows that are read in one statement, as far as whole seals allow. */
const ROWS = 50_000;
/** Seals read in one statement, as far as their rows are not more than ROWS. */
const SEALS = 500;

/** What verification found. */
export interface Verification {
  readonly ok: boolean;
  readonly checkedRows: number;
  readonly checkedSeals: number;
  /** Rows younger than the last seal; they are not checked. */
  readonly unsealedRows: number;
  /** The first thing that is wrong, in words, naming the row; null when nothing is. */
  readonly firstBad: string | null;
  /** Row that firstBad is about, when it is about one. */
  readonly firstBadRowId: string | null;
  /** False without the roots file: a record that was cut off at a seal looks like a shorter record. */
  readonly truncationExcluded: boolean;
  readonly tookMs: number;
}

class Fault extends Error {
  constructor(
    message: string,
    readonly rowId: string | null,
  ) {
    super(message);
  }
}

/** Recomputes every seal from the rows and compares it with what was sealed and with what was published. */
export class AuditVerifier {
  constructor(
    private readonly source: DataSource,
    private readonly roots: RootFile,
  ) {}

  /** For a command that has no modules. */
  static forFile(source: DataSource, rootsPath: string): AuditVerifier {
    return new AuditVerifier(source, new RootFile(rootsPath));
  }

  async verify(onProgress?: (rows: number) => void): Promise<Verification> {
    const startedAt = performance.now();
    const counted = { rows: 0, seals: 0 };
    const runner = this.source.createQueryRunner();
    let fault: Fault | null = null;
    let unsealed = 0;
    const published = new PublishedRoots(this.roots.lines());
    const truncationExcluded = await this.roots.exists();
    try {
      await runner.connect();
      const last = await this.verifySeals(runner, published, counted, onProgress);
      await published.end();
      unsealed = await this.unsealedRows(runner, last);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault = error;
    } finally {
      await runner.release();
    }
    return {
      ok: fault === null,
      checkedRows: counted.rows,
      checkedSeals: counted.seals,
      unsealedRows: unsealed,
      firstBad: fault?.message ?? null,
      firstBadRowId: fault?.rowId ?? null,
      truncationExcluded,
      tookMs: performance.now() - startedAt,
    };
  }

  private async verifySeals(
    runner: QueryRunner,
    published: PublishedRoots,
    counted: { rows: number; seals: number },
    onProgress?: (rows: number) => void,
  ): Promise<bigint> {
    let before: Seal | null = null;
    let pending: Seal[] = [];
    let pendingRows = 0;
    const flush = async (): Promise<void> => {
      await this.verifyRows(runner, pending);
      counted.rows += pendingRows;
      counted.seals += pending.length;
      pending = [];
      pendingRows = 0;
      onProgress?.(counted.rows);
    };
    for (;;) {
      const seals: Seal[] = await readSeals(runner, before?.id ?? '0');
      for (const seal of seals) {
        const wrong = sealFault(seal, before) ?? (await published.compare(seal));
        if (wrong !== null) {
          // Rows before it may be bad as well, and come first.
          await flush();
          throw await this.faultOfSeal(runner, seal, before?.toXid ?? 0n, wrong);
        }
        pending.push(seal);
        pendingRows += seal.rowCount;
        before = seal;
        if (pendingRows >= ROWS) await flush();
      }
      if (seals.length === 0) break;
    }
    await flush();
    return before?.toXid ?? 0n;
  }

  /** Rows of consecutive seals, each against the leaves that were sealed. */
  private async verifyRows(runner: QueryRunner, seals: readonly Seal[]): Promise<void> {
    const first = seals[0];
    const last = seals.at(-1);
    if (!first || !last) return;
    const leaves = new LeafList();
    let at = 0;
    let current: Seal = first;
    let fault: Fault | null = null;
    const close = (seal: Seal): void => {
      const wrong = firstRowFault(seal.leaves, leaves.take());
      if (wrong && !fault)
        fault = new Fault(`row ${wrong.rowId} is ${wrong.what} (seal ${seal.id})`, String(wrong.rowId));
    };
    await readRows(runner, first.fromXid, last.toXid, (row) => {
      const xid = xidOf(row);
      while (xid >= current.toXid) {
        close(current);
        at += 1;
        const next = seals[at];
        if (!next) throw new Error(`A row of transaction ${xid} came after the last seal of its range.`);
        current = next;
      }
      leaves.add(row);
    });
    for (; at < seals.length; at += 1) {
      const seal = seals[at];
      if (seal) close(seal);
    }
    if (fault) throw fault;
  }

  /** A seal that is wrong itself: names the first of its rows that differs from its leaves, else the first it covers. */
  private async faultOfSeal(runner: QueryRunner, seal: Seal, fromXid: bigint, what: string): Promise<Fault> {
    const leaves = new LeafList();
    await readRows(runner, fromXid, seal.toXid, (row) => leaves.add(row));
    const wrong = firstRowFault(seal.leaves, leaves.take());
    const rowId = wrong?.rowId ?? firstRowOf(seal);
    const where = rowId === null ? '' : `; first row ${wrong ? wrong.what : 'in doubt'}: ${rowId}`;
    return new Fault(`seal ${seal.id} ${what}${where}`, rowId === null ? null : String(rowId));
  }

  private async unsealedRows(runner: QueryRunner, fromXid: bigint): Promise<number> {
    const [row] = await rows<{ count: number }>(
      runner,
      `select count(*)::int as count from audit_event where xid >= $1::text::xid8`,
      [String(fromXid)],
    );
    return row?.count ?? 0;
  }
}

/** The roots file read beside the seals, in the same order. */
class PublishedRoots {
  private next: RootLine | null | undefined;
  private begun = false;

  constructor(private readonly lines: AsyncGenerator<RootLine | null>) {}

  /** What is wrong with the seal by what was published; null when it is as published, or not published yet. */
  async compare(seal: Seal): Promise<string | null> {
    const line = await this.peek();
    if (line === null) return null;
    // A file that was begun later speaks of later seals only; the chain covers those before.
    if (!this.begun && BigInt(line.from) > seal.fromXid) return null;
    this.begun = true;
    this.next = undefined;
    return matchesRoot(line, seal) ? null : 'is not the one that was published';
  }

  /** Throws when the file knows of seals that the database does not have. */
  async end(): Promise<void> {
    const line = await this.peek();
    if (line === null) return;
    throw new Fault(
      `the record was cut off: seal ${line.seal} of ${line.sealedAt} with ${line.rows} rows is missing`,
      null,
    );
  }

  private async peek(): Promise<RootLine | null> {
    while (this.next === undefined) {
      const read = await this.lines.next();
      if (read.done) this.next = null;
      // A line that a crash cut off is not whole; the same seal was published again after it.
      else if (read.value !== null) this.next = read.value;
    }
    return this.next;
  }
}

interface StoredSeal {
  readonly id: string;
  readonly from_xid: string;
  readonly to_xid: string;
  readonly row_count: number;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly chained: Buffer;
  readonly leaves: Buffer;
}

async function readSeals(runner: QueryRunner, afterId: string): Promise<Seal[]> {
  const stored = await rows<StoredSeal>(
    runner,
    `select seal.id::text as id, from_xid::text, to_xid::text, row_count, root, previous, chained, leaves
     from (select *, sum(row_count) over (order by id) - row_count as rows_before
           from audit_seal where id > $1 order by id limit ${SEALS}) as seal
     where rows_before < ${ROWS} order by seal.id`,
    [afterId],
  );
  return stored.map((seal) => ({
    id: seal.id,
    fromXid: BigInt(seal.from_xid),
    toXid: BigInt(seal.to_xid),
    rowCount: seal.row_count,
    root: seal.root,
    previous: seal.previous,
    chained: seal.chained,
    leaves: seal.leaves,
  }));
}
