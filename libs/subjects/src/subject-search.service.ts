import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { readLink } from './link-rules.js';

/** A subject that was found, and by which of its names. */
export interface FoundSubject {
  readonly subjectId: string;
  readonly matched: string;
  /** 1 = the very name; lower is less alike. */
  readonly score: number;
}

/** Evidence that was found, and the words around. */
export interface FoundEvidence {
  readonly evidenceId: string;
  readonly subjectId: string;
  readonly excerpt: string;
}

/** Longest search text, in characters. */
const MAX_LENGTH = 200;

/** Finds subjects and evidence by what people type; Arabic letters folded. Whoever asks leaves out what may not be seen. */
@Injectable()
export class SubjectSearchService {
  constructor(private readonly dataSource: DataSource) {}

  /** The subjects that have or had the name of a link or handle. */
  async byLink(text: string): Promise<FoundSubject[]> {
    const targets = new Map(
      (['telegram', 'tamtam'] as const)
        .map((hint) => readLink(text, hint))
        .filter((target) => target !== null)
        .map((target) => [`${target.platform} ${target.key.value}`, target]),
    );
    const asked = [...targets.values()].map(({ platform, key }) => ({ pk: platform, k: key.kind, v: key.value }));
    if (asked.length === 0) return [];
    return rows(
      this.dataSource.manager,
      `select distinct on (id) id as "subjectId", matched, case when current then 1 else 0.9 end::float8 as score from (
         select subject_root(key.subject_id) as id, key.value_as_seen as matched, key.valid_to is null as current
         from jsonb_to_recordset($1::jsonb) as a(pk text, k text, v text)
         join platform p on p.kind = a.pk
         join subject_key key on key.platform_id = p.id and key.kind = a.k and key.value_normalised = a.v
         limit 50) as found
       order by id, score desc`,
      [JSON.stringify(asked)],
    );
  }

  /** Subjects whose title, handle or id holds the words or is like them, the likest first. */
  byName(
    text: string,
    options: { limit: number; after: { score: number; id: string } | null },
  ): Promise<FoundSubject[]> {
    return rows(
      this.dataSource.manager,
      `with asked as materialized (select mizan_fold($1) as words, '%' || replace(replace(replace(mizan_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as pattern),
       found as (
         select s.id, coalesce(s.title, s.handle, s.native_id) as matched,
           round((case when s.search_folded like asked.pattern then 0.5 else 0 end + word_similarity(asked.words, s.search_folded) / 2)::numeric, 6)::float8 as score
         from asked, subject s
         where s.merged_into is null and (s.search_folded like asked.pattern or asked.words <% s.search_folded)
         limit 2000)
       select id as "subjectId", matched, score from found
       where $2::float8 is null or (score, id) < ($2, $3::uuid)
       order by score desc, id desc limit $4`,
      [text.slice(0, MAX_LENGTH), options.after?.score ?? null, options.after?.id ?? null, options.limit],
    );
  }

  /** Evidence that holds all the words, the newest first. */
  inEvidence(text: string, options: { limit: number; after: string | null }): Promise<FoundEvidence[]> {
    return rows(
      this.dataSource.manager,
      `with asked as materialized (select plainto_tsquery('simple', mizan_fold($1)) as query)
       select e.id as "evidenceId", subject_root(e.subject_id) as "subjectId",
         substring(e.text from greatest(1, position(split_part(mizan_fold($1), ' ', 1) in mizan_fold(e.text)) - 60) for 240) as excerpt
       from asked, evidence e
       where e.search @@ asked.query and ($2::uuid is null or e.id < $2)
       order by e.id desc limit $3`,
      [text.slice(0, MAX_LENGTH), options.after, options.limit],
    );
  }
}
