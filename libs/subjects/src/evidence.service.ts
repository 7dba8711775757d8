import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { canonicalJson, sha256 } from '@mizan/foundation/ids.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { Evidence, type EvidenceKind, type MediaDescriptor } from './evidence.entity.js';

/** Something to keep about a subject, as it was received. */
export interface ReceivedEvidence {
  readonly platformId: string;
  readonly subjectId: string;
  readonly flagId: string | null;
  readonly kind: `${EvidenceKind}`;
  /** With one it is kept once for subject and kind; without one as often as it is received. */
  readonly externalRef: string | null;
  readonly author: string | null;
  readonly text: string | null;
  readonly language: string | null;
  readonly sentAt: Date | null;
  readonly sentAtLocal: string | null;
  readonly zoneAssumed: boolean;
  readonly media: MediaDescriptor | null;
  /** Names bytes that are kept, lower-case hexadecimal. */
  readonly blobSha256?: string | null;
}

/** What was received about subjects, untouched; never loaded from the outside. */
@Injectable()
export class EvidenceService {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps what is not there yet, in one statement; answers how many were new. What was kept once never changes. */
  async keep(manager: EntityManager, received: readonly ReceivedEvidence[]): Promise<number> {
    if (received.length === 0) return 0;
    const list = received.map((item) => ({
      p: item.platformId,
      s: item.subjectId,
      f: item.flagId,
      k: item.kind,
      r: item.externalRef,
      a: item.author,
      t: item.text,
      l: item.language,
      at: item.sentAt?.toISOString() ?? null,
      w: item.sentAtLocal,
      z: item.zoneAssumed,
      m: item.media,
      b: item.blobSha256 ?? null,
      h: contentHash(item).toString('hex'),
    }));
    const kept = await rows<{ n: number }>(
      manager,
      `with kept as (
         insert into evidence (platform_id, subject_id, flag_id, kind, external_ref, author, text, language, sent_at, sent_at_local,
           zone_assumed, media, blob_sha256, content_hash)
         select p, s, f, k, r, a, t, l, at, w, z, nullif(m, 'null'::jsonb), decode(b, 'hex'), decode(h, 'hex')
         from jsonb_to_recordset($1::jsonb) as e(p uuid, s uuid, f uuid, k text, r text, a text, t text, l text, at timestamptz,
           w text, z boolean, m jsonb, b text, h text)
         order by s, k, r
         on conflict do nothing returning 1)
       select count(*)::int as n from kept`,
      [JSON.stringify(list)],
    );
    return kept[0]?.n ?? 0;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Evidence>> {
    const found = await this.dataSource.manager.findBy(Evidence, { id: In([...ids]) });
    return new Map(found.map((item) => [item.id, item]));
  }

  /** What came with these flags, oldest first. */
  async ofFlags(flagIds: readonly string[]): Promise<Map<string, Evidence[]>> {
    const found = await this.dataSource.manager
      .createQueryBuilder(Evidence, 'e')
      .where('e.flagId = any(:flagIds)', { flagIds: [...flagIds] })
      .orderBy('e.sentAt', 'ASC', 'NULLS LAST')
      .addOrderBy('e.id', 'ASC')
      .limit(2_000)
      .getMany();
    const byFlag = new Map<string, Evidence[]>();
    for (const item of found) byFlag.set(item.flagId ?? '', [...(byFlag.get(item.flagId ?? '') ?? []), item]);
    return byFlag;
  }

  /** What is known of a subject and of all that were merged into it, the latest sent first, undated last. */
  async page(subjectId: string, options: { first?: number | null; after?: string | null }) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 2);
    const query = this.dataSource.manager
      .createQueryBuilder(Evidence, 'e')
      .where('e.subjectId in (select subject_family(:subjectId))', { subjectId })
      .orderBy('e.sentAt', 'DESC', 'NULLS LAST')
      .addOrderBy('e.id', 'ASC')
      .limit(size + 1);
    if (after) {
      query.andWhere(
        after[0] === null
          ? '(e.sentAt is null and e.id > :lastId)'
          : '(e.sentAt < :lastAt or e.sentAt is null or (e.sentAt = :lastAt and e.id > :lastId))',
        { lastAt: after[0], lastId: after[1] },
      );
    }
    return pageOf(await query.getMany(), size, (item) => encodeCursor([item.sentAt?.toISOString() ?? null, item.id]));
  }
}

/** What a decision that cites the evidence stands on. */
function contentHash(item: ReceivedEvidence): Buffer {
  const { kind, externalRef, author, text, sentAt, sentAtLocal, media, blobSha256 } = item;
  return sha256(
    canonicalJson({
      kind,
      externalRef,
      author,
      text,
      sentAt: sentAt?.toISOString() ?? null,
      sentAtLocal,
      media,
      ...(blobSha256 ? { blobSha256 } : {}),
    }),
  );
}
