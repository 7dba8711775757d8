import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { IntakeService } from '@mizan/intake/intake.service.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import type { Source } from '@mizan/platforms/source.entity.js';
import type { IdentityKeysService } from '@mizan/subjects/identity-keys.service.js';
import type { SubjectLinksService } from '@mizan/subjects/subject-links.service.js';
import { isReferenceFault, type SubjectsService } from '@mizan/subjects/subjects.service.js';
import { readExportLine, type ExportedFlag, type ExportedLink, type ExportedSubject } from './network-lines.js';
import { flagReceived } from './network-flag.js';
import type { KeptPicture } from './seed-pictures.js';

/** Subjects, links and flags written in one transaction. */
const BATCH = 1_000;
const actor = systemActor('sample');

interface Parts {
  readonly dataSource: DataSource;
  readonly subjects: SubjectsService;
  readonly links: SubjectLinksService;
  readonly identities: IdentityKeysService;
  readonly intake: IntakeService;
}

/** What the sample network brought in. `flags` counts those that were new. */
export interface NetworkCounts {
  subjects: number;
  links: number;
  flags: number;
}

/**
 * Takes the sandbox's network in by the same services as what platforms send: subjects, then links, then flags by source.
 * The pictures are what photos in it show. Doing it again brings nothing new. `exporter` is the sandbox's program that prints the network.
 */
export async function seedNetwork(
  parts: Parts,
  platforms: ReadonlyMap<string, Platform>,
  sources: ReadonlyMap<string, Source>,
  exporter: string,
  pictures: readonly KeptPicture[],
): Promise<NetworkCounts> {
  const network = await readNetwork(exporter);
  const ids = await keepSubjects(parts, platforms, network.subjects);
  await keepLinks(parts, platforms, network.links, ids);
  const flags = await keepFlags(parts, sources, network.flags, pictures);
  return { subjects: network.subjects.length, links: network.links.length, flags };
}

async function readNetwork(exporter: string) {
  const network: { subjects: ExportedSubject[]; links: ExportedLink[]; flags: ExportedFlag[] } = {
    subjects: [],
    links: [],
    flags: [],
  };
  const child = spawn(process.execPath, [exporter, 'network'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const read = readExportLine(line);
    if ('subject' in read) network.subjects.push(read.subject);
    else if ('link' in read) network.links.push(read.link);
    else network.flags.push(read);
  }
  const [code]: unknown[] = await ended;
  if (code !== 0) throw new Error(`${exporter} ended with ${String(code)}`);
  return network;
}

const nameOf = (platform: string, nativeId: string) => `${platform} ${nativeId}`;

async function keepSubjects(
  { dataSource, subjects, identities }: Parts,
  platforms: ReadonlyMap<string, Platform>,
  list: readonly ExportedSubject[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const batch of batches(list)) {
    await inTransaction(dataSource, async (manager) => {
      const seen = batch.map((subject) => {
        const platform = platformOf(platforms, subject.platform);
        const read = subjects.read(platform.kind, {
          nativeId: subject.native_id,
          handle: subject.handle ?? null,
          kind: subject.kind,
        });
        if (isReferenceFault(read)) throw new Error(`${subject.native_id}: ${read.message}`);
        return { platformId: platform.id, ...read };
      });
      const subjectIds = await subjects.resolve(manager, actor, seen);
      const facts = batch.map((subject, index) => ({
        subjectId: subjectIds[index] ?? '',
        kind: subject.kind,
        title: subject.title ?? null,
        description: subject.description ?? null,
        audience: subject.audience ?? null,
        language: subject.language ?? null,
        verifiedBadge: subject.verified ?? null,
        createdOnPlatformAt: subject.created_at ? new Date(subject.created_at) : null,
      }));
      await subjects.describe(manager, actor, facts);
      await identities.keep(
        manager,
        actor,
        batch.map((subject, index) => ({
          subjectId: subjectIds[index] ?? '',
          platformId: platformOf(platforms, subject.platform).id,
          keys: subject.identity_keys ?? [],
        })),
      );
      batch.forEach((subject, index) => ids.set(nameOf(subject.platform, subject.native_id), subjectIds[index] ?? ''));
    });
  }
  return ids;
}

async function keepLinks(
  { dataSource, links }: Parts,
  platforms: ReadonlyMap<string, Platform>,
  list: readonly ExportedLink[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const idOf = (platform: string, nativeId: string) => {
    const id = ids.get(nameOf(platform, nativeId));
    if (id === undefined) throw new Error(`${nativeId} is linked but not there`);
    return id;
  };
  for (const batch of batches(list)) {
    const seen = batch.map((link) => ({
      platformId: platformOf(platforms, link.platform).id,
      fromId: idOf(link.platform, link.from.native_id),
      toId: idOf(link.platform, link.to.native_id),
      kind: link.kind,
      weight: link.weight,
      source: link.platform,
      firstAt: new Date(link.first_at),
      lastAt: new Date(link.last_at),
    }));
    await inTransaction(dataSource, (manager) => links.keep(manager, actor, seen));
  }
}

async function keepFlags(
  { intake }: Parts,
  sources: ReadonlyMap<string, Source>,
  list: readonly ExportedFlag[],
  pictures: readonly KeptPicture[],
): Promise<number> {
  let fresh = 0;
  for (const code of new Set(list.map((line) => line.source))) {
    const source = sources.get(code);
    if (!source) throw new Error(`there is no source ${code}`);
    const flags = list.filter((line) => line.source === code).map((line) => flagReceived(line.flag, pictures));
    const answers = await intake.receive(actor, { sourceId: source.id, platformId: null }, flags);
    for (const answer of answers) {
      if (answer.status === 'refused') throw new Error(`${code}: ${answer.fault.field ?? ''} ${answer.fault.message}`);
      if (!answer.repeated) fresh += 1;
    }
  }
  return fresh;
}

function platformOf(platforms: ReadonlyMap<string, Platform>, code: string): Platform {
  const platform = platforms.get(code);
  if (!platform) throw new Error(`there is no platform ${code}`);
  return platform;
}

function* batches<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += BATCH) yield list.slice(from, from + BATCH);
}
