import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { Clock } from '@mizan/foundation/clock.js';
import { rows } from '@mizan/foundation/database.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';

/** Addresses of the bytes of evidence. */
@Injectable()
export class EvidenceMediaService {
  private readonly closed: OperationLoader<true>;

  constructor(
    dataSource: DataSource,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
  ) {
    this.closed = new OperationLoader(async (ids) => {
      const found = await rows<{ id: string }>(dataSource, CHILD_SAFETY, [ids]);
      return new Map(found.map(({ id }) => [id, true]));
    });
  }

  /** Good for five minutes; null when the subject was ever in a case of child safety: that media is never rendered. */
  async link(operation: object, subjectId: string, hash: Buffer): Promise<string | null> {
    if (await this.closed.in(operation).load(subjectId)) return null;
    return this.blobs.link(hash.toString('hex'), this.clock.now());
  }
}

/** Those of the subjects that, with all they were merged with, had a case or flag of child safety. */
const CHILD_SAFETY = `
  with recursive up(id, at) as (
    select s.id, s.id from unnest($1::uuid[]) s(id)
    union select up.id, s.merged_into from up join subject s on s.id = up.at where s.merged_into is not null),
  root as (select up.id, up.at from up join subject s on s.id = up.at where s.merged_into is null)
  select root.id from root where exists (
    select from subject_family(root.at) f(id)
    where exists (select from review_case c where c.subject_id = f.id and c.category = 'child_safety')
      or exists (select from flag l join policy p on p.id = l.policy_id where l.subject_id = f.id and p.category = 'child_safety'))`;
