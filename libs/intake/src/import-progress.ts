import type { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { LineFault } from './flag-schemas.js';

/** Progress is written at most so often, ms. */
const EVERY_MS = 500;
/** Refusals that are kept to be shown; the rest is only counted. */
const KEPT_REFUSALS = 10_000;
const GATHERED = 500;

/** A refused line on its way into the table. */
export interface RefusedLine extends LineFault {
  readonly line: number;
  readonly raw: string | null;
}

/** What an import has come to: written down as it goes, so that whoever watches sees it move. */
export class ImportProgress {
  rowCount = 0;
  acceptedCount = 0;
  repeatedCount = 0;
  refusedCount = 0;
  private bytesDone = 0;
  private writtenAt = 0;
  private gathered: RefusedLine[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly importId: string,
    private readonly onProgress: (bytesDone: number) => void = () => undefined,
  ) {}

  /** Bytes that are behind; several passes over a file share its size. */
  async moved(bytesDone: number): Promise<void> {
    this.bytesDone = Math.floor(bytesDone);
    if (Date.now() - this.writtenAt >= EVERY_MS) await this.write();
  }

  async refuse(line: RefusedLine): Promise<void> {
    this.refusedCount += 1;
    if (this.refusedCount <= KEPT_REFUSALS) this.gathered.push(line);
    if (this.gathered.length >= GATHERED) await this.writeRefusals();
  }

  /** Writes what is not written yet. */
  async write(): Promise<void> {
    this.writtenAt = Date.now();
    await this.writeRefusals();
    await rows(
      this.source.manager,
      `update import set bytes_done = least($2, byte_size), row_count = $3, accepted_count = $4, repeated_count = $5, refused_count = $6
       where id = $1`,
      [this.importId, this.bytesDone, this.rowCount, this.acceptedCount, this.repeatedCount, this.refusedCount],
    );
    this.onProgress(this.bytesDone);
  }

  private async writeRefusals(): Promise<void> {
    const list = this.gathered;
    this.gathered = [];
    if (list.length === 0) return;
    await rows(
      this.source.manager,
      `insert into import_refusal (import_id, line, field, code, message, raw)
       select $1, line, field, code, message, raw
       from jsonb_to_recordset($2::jsonb) as r(line int, field text, code text, message text, raw text) on conflict do nothing`,
      [this.importId, JSON.stringify(list).replaceAll('\\u0000', '\\ufffd')],
    );
  }
}
