import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who viewed what, apart from the record: much larger, kept shorter. Read by nobody but auditors and retention. */
@Injectable()
export class ViewLog {
  constructor(private readonly source: DataSource) {}

  /** `surface` is the screen or pane, e.g. `review`. A view counts once it was painted, not when it was prefetched. */
  async record(personId: string, targetKind: string, targetId: string, surface: string): Promise<void> {
    await this.source.query(
      'insert into view_log (person_id, target_kind, target_id, surface) values ($1, $2, $3, $4)',
      [personId, targetKind, targetId, surface],
    );
  }
}
