import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { keptHashes, nameBlobs } from '@mizan/foundation/blobs/blobs.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import { checkFlags, type CheckedFlag } from './flag-check.js';
import type { IntakeOrigin } from './flag-check-rules.js';
import type { LineFault } from './flag-schemas.js';
import { firstAnswers, flagKey, takeKeys, type FirstAnswer } from './flag-statements.js';
import { FlagWriterService, type FreshFlag } from './flag-writer.service.js';
import { IntakeDirectoryService, type IntakeDirectory, type KnownSource } from './intake-directory.service.js';
import { sourceRefused } from './intake.errors.js';
import { namedMedia } from './media-intake-rules.js';
import type { ReceivedFlag } from './received-flag.js';

/** Flags written in one transaction (goals 4.2: 1,000 to 5,000). */
export const BATCH = 2_000;
/** Times that a batch is tried again when the database chose it to end a deadlock. */
const ATTEMPTS = 12;

/** What became of one flag. `repeated`: it was received before, and this is the first answer. */
export type FlagAnswer =
  | {
      readonly status: 'accepted';
      readonly repeated: boolean;
      readonly flagId: string;
      readonly caseId: string | null;
      readonly subjectId: string | null;
    }
  | { readonly status: 'refused'; readonly fault: LineFault };

/** Where a batch comes from. */
export interface FlagOrigin {
  readonly sourceId: string | null;
  readonly platformId: string | null;
  readonly defaultPlatformId?: string | null;
  readonly importId?: string | null;
}

/** The one way in for flags: one flag is a batch of one. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: IntakeDirectoryService,
    private readonly subjects: SubjectsService,
    private readonly writer: FlagWriterService,
  ) {}

  /** Throws SOURCE_REFUSED when nothing from there would be taken. */
  async mustFlag(origin: FlagOrigin): Promise<void> {
    const directory = await this.directory.current();
    if (directory.sources.has(origin.sourceId ?? '')) activeSource(directory, origin);
    else activeSource(await this.directory.fresh(), origin);
  }

  /**
   * Takes flags in and answers each, in order. Accepted flags stand in a case when this answers; refused ones name their
   * field and do not touch the others. The same external id of the same source is the same flag, for all time. Throws
   * SOURCE_REFUSED when the source may not flag; deadlocks are tried again and do not reach the caller.
   */
  async receive(actor: Actor, origin: FlagOrigin, flags: readonly ReceivedFlag[]): Promise<FlagAnswer[]> {
    const answers: FlagAnswer[] = [];
    for (let from = 0; from < flags.length; from += BATCH) {
      const batch = flags.slice(from, from + BATCH);
      answers.push(
        ...(await inTransaction(this.dataSource, (manager) => this.receiveIn(manager, actor, origin, batch), {
          attempts: ATTEMPTS,
        })),
      );
    }
    return answers;
  }

  /** The same for one batch inside the caller's transaction, to be run by `inTransaction`. */
  async receiveIn(
    manager: EntityManager,
    actor: Actor,
    origin: FlagOrigin,
    flags: readonly ReceivedFlag[],
  ): Promise<FlagAnswer[]> {
    const directory = await this.directory.current(manager);
    const source = activeSource(directory, origin);
    const from: IntakeOrigin = {
      source,
      platformId: origin.platformId,
      defaultPlatformId: origin.defaultPlatformId ?? null,
    };
    const media = await keptHashes(manager, namedMedia(flags));
    const checked = checkFlags(flags, from, directory, media, (kind, reference) => this.subjects.read(kind, reference));

    const keys = checked.map((item) => ('fault' in item ? '' : flagKey(item.flag.externalId)));
    const fresh = new Map<string, FreshFlag>();
    for (const [index, item] of checked.entries()) {
      const key = keys[index] ?? '';
      if (!('fault' in item) && !fresh.has(key)) fresh.set(key, { ...item, key, flagId: newId() });
    }
    const taken = await takeKeys(
      manager,
      source.id,
      [...fresh].map(([key, { flagId }]) => ({ key, flagId })),
    );
    const first = await firstAnswers(
      manager,
      source.id,
      [...fresh.keys()].filter((key) => !taken.has(key)),
    );
    const list = [...fresh].filter(([key]) => taken.has(key)).map(([, item]) => item);
    const written = await this.writer.write(manager, actor, { source, importId: origin.importId ?? null, flags: list });
    await nameBlobs(manager, namedMedia(list.map(({ flag }) => flag)));
    return answersOf(checked, keys, written, first);
  }
}

function activeSource(directory: IntakeDirectory, origin: FlagOrigin): KnownSource {
  const source = directory.sources.get(origin.sourceId ?? '');
  if (!source) throw sourceRefused('none');
  if (!source.active) throw sourceRefused('not_active');
  return source;
}

/** Every flag of the list with what was answered to its key: by this batch, by an earlier one, or by its first in the list. */
function answersOf(
  checked: readonly (CheckedFlag | { fault: LineFault })[],
  keys: readonly string[],
  written: ReadonlyMap<string, FirstAnswer>,
  first: ReadonlyMap<string, FirstAnswer>,
): FlagAnswer[] {
  const answered = new Set<string>();
  return checked.map((item, index) => {
    if ('fault' in item) return { status: 'refused', fault: item.fault };
    const key = keys[index] ?? '';
    const mine = written.get(key);
    const repeated = mine === undefined || answered.has(key);
    answered.add(key);
    const answer = mine ?? first.get(key);
    if (!answer) throw new Error('A flag has neither been written nor been there.');
    return { status: 'accepted', repeated, ...answer };
  });
}
