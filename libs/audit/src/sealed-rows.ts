import type { Connection, Submittable } from 'pg';
import type { QueryRunner } from 'typeorm';
import { writeLeafHash } from './merkle-rules.js';
import { LEAF_BYTES } from './seal-rules.js';

/**
 * What of a row is sealed: all of it, in this order. Binary COPY writes a tuple as a 16-bit number of columns and each
 * value with its length, in the types' own binary forms, so the bytes do not depend on any setting of the session.
 */
const COLUMNS =
  'id, xid, at, kind, actor_kind, actor_id, target_kind, target_id, case_id, subject_id, details, request_id, case_ids, subject_ids';

/** First message of a binary COPY: signature (11 bytes), flags (4), length of an extension (4). */
const HEADER_BYTES = 19;
/** A tuple begins with the number of columns (2 bytes) and the first value's length (4); then the id stands. */
const ID_AT = 6;
/** The id's 8 bytes and the next length later, the transaction id. */
const XID_AT = ID_AT + 8 + 4;

/** Reads rows with `from <= xid < to` in (xid, id) order. */
function copyStatement(fromXid: bigint, toXid: bigint): string {
  return `copy (select ${COLUMNS} from audit_event where xid >= '${fromXid}'::xid8 and xid < '${toXid}'::xid8
    order by xid, id) to stdout (format binary)`;
}

/** A growing list of leaf entries as `audit_seal.leaves` holds them. */
export class LeafList {
  private bytes = Buffer.alloc(LEAF_BYTES * 1024);
  private used = 0;

  /** `row` is one tuple of the COPY. */
  add(row: Buffer): void {
    if (this.used === this.bytes.length) {
      const larger = Buffer.alloc(this.bytes.length * 2);
      this.bytes.copy(larger);
      this.bytes = larger;
    }
    for (let byte = 0; byte < 8; byte += 1) this.bytes[this.used + byte] = row[ID_AT + byte] ?? 0;
    writeLeafHash(row, this.bytes, this.used + 8);
    this.used += LEAF_BYTES;
  }

  get count(): number {
    return this.used / LEAF_BYTES;
  }

  /** Gives what was added and starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.used));
    this.used = 0;
    return taken;
  }
}

/** Transaction id of a tuple. */
export function xidOf(row: Buffer): bigint {
  return row.readBigUInt64BE(XID_AT);
}

interface CopyData {
  readonly chunk: Buffer;
}

/** Streams the rows with `from <= xid < to` in (xid, id) order, as tuples, through the runner's own connection. */
export async function readRows(
  runner: QueryRunner,
  fromXid: bigint,
  toXid: bigint,
  onRow: (row: Buffer) => void,
): Promise<void> {
  const client: unknown = await runner.connect();
  if (client === null || typeof client !== 'object' || !('query' in client) || typeof client.query !== 'function') {
    throw new Error('The query runner is not on a pg connection.');
  }
  const copy = new BinaryCopy(copyStatement(fromXid, toXid), onRow);
  client.query(copy);
  await copy.done;
}

/** One COPY … TO STDOUT (FORMAT BINARY) on a `pg` client; calls `onRow` with each tuple while it arrives. */
class BinaryCopy implements Submittable {
  readonly done: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private started = false;
  private failure: unknown;

  constructor(
    private readonly statement: string,
    private readonly onRow: (row: Buffer) => void,
  ) {
    this.done = new Promise<void>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyData(message: CopyData): void {
    if (this.failure !== undefined) return;
    let { chunk } = message;
    if (!this.started) {
      this.started = true;
      chunk = chunk.subarray(HEADER_BYTES + chunk.readUInt32BE(HEADER_BYTES - 4));
    }
    // The trailer is a number of columns of -1; the header may come in a message of its own.
    if (chunk.length === 0 || chunk.readInt16BE(0) === -1) return;
    try {
      this.onRow(chunk);
    } catch (error) {
      this.failure = error;
    }
  }

  handleError(error: unknown): void {
    this.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) this.resolve();
    else this.reject(this.failure);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}
  handleCopyOutResponse(): void {}
}
