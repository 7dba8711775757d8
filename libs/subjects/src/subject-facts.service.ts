import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import type { KeySubjectKind } from './subject-key-rules.js';
import { subjectEvent } from './subjects.events.js';

/** What somebody says of a subject; what is left out or null stays as it is known. */
export interface SubjectFacts {
  readonly subjectId: string;
  readonly kind?: KeySubjectKind | null;
  readonly title?: string | null;
  readonly description?: string | null;
  /** Members or followers. */
  readonly audience?: number | null;
  /** ISO 639-1. */
  readonly language?: string | null;
  readonly verifiedBadge?: boolean | null;
  readonly createdOnPlatformAt?: Date | null;
  /** When the title was seen; default now. */
  readonly seenAt?: Date | null;
}

/** Keeps what is said of subjects, and which titles they had when. */
@Injectable()
export class SubjectFactsService {
  constructor(private readonly audit: AuditService) {}

  /** One statement for all; of several sayings about one subject the last holds. Only real changes are written and audited. */
  async describe(manager: EntityManager, actor: Actor, facts: readonly SubjectFacts[]): Promise<void> {
    const merged = new Map<string, SubjectFacts>();
    for (const fact of facts) {
      const said = Object.entries(fact).filter(([, value]) => value !== undefined && value !== null);
      if (said.length > 1)
        merged.set(fact.subjectId, { ...merged.get(fact.subjectId), ...fact, ...Object.fromEntries(said) });
    }
    if (merged.size === 0) return;
    const list = [...merged.values()].map((fact) => ({
      id: fact.subjectId,
      kind: fact.kind ?? null,
      title: fact.title ?? null,
      description: fact.description ?? null,
      audience: fact.audience ?? null,
      language: fact.language ?? null,
      verified_badge: fact.verifiedBadge ?? null,
      created_on_platform_at: fact.createdOnPlatformAt?.toISOString() ?? null,
      seen_at: fact.seenAt?.toISOString() ?? null,
    }));
    const changed = await rows<{ id: string; renamed: boolean }>(
      manager,
      `with said as materialized (
         select s.id, s.title as old_title, coalesce(f.kind, s.kind) as kind, coalesce(f.title, s.title) as title,
           coalesce(f.description, s.description) as description, coalesce(f.audience, s.audience) as audience,
           coalesce(f.language, s.language) as language, coalesce(f.verified_badge, s.verified_badge) as verified_badge,
           coalesce(f.created_on_platform_at, s.created_on_platform_at) as created_on_platform_at,
           coalesce(f.seen_at, clock_timestamp()) as seen_at
         from jsonb_to_recordset($1::jsonb) as f(id uuid, kind text, title text, description text, audience bigint, language text,
           verified_badge boolean, created_on_platform_at timestamptz, seen_at timestamptz)
         join subject s on s.id = f.id
         order by s.id for no key update of s
       ), changed as (
         update subject s set kind = f.kind, title = f.title, description = f.description, audience = f.audience,
           language = f.language, verified_badge = f.verified_badge, created_on_platform_at = f.created_on_platform_at,
           version = s.version + 1, updated_at = clock_timestamp()
         from said f where s.id = f.id
           and (s.kind, s.title, s.description, s.audience, s.language, s.verified_badge, s.created_on_platform_at)
             is distinct from (f.kind, f.title, f.description, f.audience, f.language, f.verified_badge, f.created_on_platform_at)
         returning s.id
       ), titled as (
         insert into subject_name (subject_id, title, seen_at)
         select id, title, seen_at from said where title is distinct from old_title and title is not null
         on conflict do nothing)
       select said.id, said.old_title is not null and said.title is distinct from said.old_title as renamed
       from changed join said using (id)`,
      [JSON.stringify(list)],
    );
    await this.audit.recordMany(
      manager,
      actor,
      changed
        .filter((row) => row.renamed)
        .map(({ id }) => ({
          kind: 'subject.renamed',
          target: { kind: 'subject', id },
          subjectId: id,
          events: [subjectEvent('renamed', id)],
        })),
    );
  }

  /** Titles that a subject had, as an export tells them; each once. */
  async addNames(
    manager: EntityManager,
    names: readonly { subjectId: string; title: string; seenAt: Date }[],
  ): Promise<void> {
    if (names.length === 0) return;
    const list = names.map((name) => ({ id: name.subjectId, title: name.title, seen_at: name.seenAt.toISOString() }));
    await manager.query(
      `insert into subject_name (subject_id, title, seen_at)
       select id, title, seen_at from jsonb_to_recordset($1::jsonb) as n(id uuid, title text, seen_at timestamptz)
       order by id, seen_at on conflict do nothing`,
      [JSON.stringify(list)],
    );
  }
}
