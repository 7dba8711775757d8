import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { IdentityKeysService } from '@mizan/subjects/identity-keys.service.js';
import { SubjectLinksService } from '@mizan/subjects/subject-links.service.js';
import { SubjectsService, type SeenSubject } from '@mizan/subjects/subjects.service.js';
import { isFault, isRead, platformFor, subjectFault, type IntakeOrigin } from './flag-check-rules.js';
import type { LineFault, LinkLine, SubjectLine } from './flag-schemas.js';
import { IntakeDirectoryService, type IntakeDirectory } from './intake-directory.service.js';
import type { FlagOrigin } from './intake.service.js';
import { factsOf, referenceOf, type ReferenceMembers } from './received-flag.js';

/** What became of one line about a subject or a relation. */
export type RelationAnswer =
  | { readonly status: 'accepted'; readonly subjectId: string | null }
  | { readonly status: 'refused'; readonly fault: LineFault };

/** Takes in what a platform knows of its subjects and of how they hang together. */
@Injectable()
export class RelationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly subjects: SubjectsService,
    private readonly links: SubjectLinksService,
    private readonly directory: IntakeDirectoryService,
    private readonly identities: IdentityKeysService,
  ) {}

  /** One batch of subjects, answered in order; saying the same again changes nothing. */
  receiveSubjects(actor: Actor, origin: FlagOrigin, lines: readonly SubjectLine[]): Promise<RelationAnswer[]> {
    return inTransaction(this.dataSource, async (manager) => {
      const { from, directory } = await this.originOf(origin);
      const read = lines.map((line) => this.read(line.platform ?? null, line, null, from, directory));
      const seen = read.filter((item) => 'keys' in item);
      const ids = await this.subjects.resolve(manager, actor, seen);
      const idOf = new Map(seen.map((item, index) => [item, ids[index] ?? '']));
      await this.subjects.describe(
        manager,
        actor,
        lines.flatMap((line, index) => {
          const item = read[index];
          const subjectId = item && 'keys' in item ? idOf.get(item) : undefined;
          const seenAt = line.seen_at === undefined ? null : new Date(line.seen_at);
          return subjectId === undefined ? [] : [{ ...factsOf(line), seenAt, subjectId }];
        }),
      );
      await this.identities.keep(
        manager,
        actor,
        lines.flatMap((line, index) => {
          const item = read[index];
          const subjectId = item && 'keys' in item ? idOf.get(item) : undefined;
          if (!item || !('keys' in item) || subjectId === undefined || !line.identity_keys?.length) return [];
          return [{ subjectId, platformId: item.platformId, keys: line.identity_keys }];
        }),
      );
      return read.map((item) =>
        'keys' in item ? { status: 'accepted', subjectId: idOf.get(item) ?? null } : refused(item),
      );
    });
  }

  /** One batch of relations, answered in order; saying the same again changes nothing. */
  receiveLinks(actor: Actor, origin: FlagOrigin, lines: readonly LinkLine[]): Promise<RelationAnswer[]> {
    return inTransaction(this.dataSource, async (manager) => {
      const { from, directory } = await this.originOf(origin);
      const read = lines.map((line) => ({
        line,
        from: this.read(line.platform ?? null, line.from, 'from', from, directory),
        to: this.read(line.platform ?? null, line.to, 'to', from, directory),
      }));
      const seen = read.flatMap((item) => ('keys' in item.from && 'keys' in item.to ? [item.from, item.to] : []));
      const ids = await this.subjects.resolve(manager, actor, seen);
      const idOf = new Map(seen.map((item, index) => [item, ids[index] ?? '']));
      const edges = read.flatMap(({ line, from: a, to: b }) => {
        const fromId = 'keys' in a ? idOf.get(a) : undefined;
        const toId = 'keys' in b ? idOf.get(b) : undefined;
        if (fromId === undefined || toId === undefined || !('keys' in a)) return [];
        return [
          {
            platformId: a.platformId,
            fromId,
            toId,
            kind: line.kind,
            weight: line.weight,
            source: from.source?.code ?? 'platform',
            firstAt: line.first_at === undefined ? null : new Date(line.first_at),
            lastAt: line.last_at === undefined ? null : new Date(line.last_at),
          },
        ];
      });
      await this.links.keep(manager, actor, edges);
      return read.map(({ from: a, to: b }) =>
        'keys' in a ? ('keys' in b ? { status: 'accepted', subjectId: null } : refused(b)) : refused(a),
      );
    });
  }

  private async originOf(origin: FlagOrigin): Promise<{ from: IntakeOrigin; directory: IntakeDirectory }> {
    const directory = await this.directory.current();
    const source = directory.sources.get(origin.sourceId ?? '') ?? null;
    return { from: { source, platformId: origin.platformId, defaultPlatformId: null }, directory };
  }

  private read(
    code: string | null,
    members: ReferenceMembers,
    field: string | null,
    from: IntakeOrigin,
    directory: IntakeDirectory,
  ): SeenSubject | LineFault {
    const platform = platformFor(code, from, directory);
    if (isFault(platform)) return platform;
    const reference = referenceOf(members);
    const named = this.subjects.read(platform.kind, reference);
    if (isRead(named)) return { platformId: platform.id, ...named };
    return field === null ? named : subjectFault(named, field, reference);
  }
}

function refused(fault: LineFault): RelationAnswer {
  return { status: 'refused', fault };
}
