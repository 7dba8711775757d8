import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@mizan/foundation/acting.js';
import { LinkReaderService } from '@mizan/subjects/link-reader.service.js';
import { inBatches } from './batches.js';
import { faultOf } from './flag-schemas.js';
import type { ImportProgress } from './import-progress.js';
import type { Import } from './import.entity.js';
import type { InputItem } from './input-items.js';
import { IntakeDirectoryService, type IntakeDirectory } from './intake-directory.service.js';
import { IntakeService } from './intake.service.js';
import type { ReceivedFlag } from './received-flag.js';
import { readReferrals } from './referral-items.js';
import { flagOfReferral, referralLine, type ReferralLine } from './referral-rules.js';

/** Rows taken in together. */
const ROWS = 1_000;

/** Takes a referral batch in: first it is read whole, so that a broken file leaves nothing, then row by row into cases. */
@Injectable()
export class ReferralImportService {
  constructor(
    private readonly intake: IntakeService,
    private readonly directory: IntakeDirectoryService,
    private readonly links: LinkReaderService,
  ) {}

  /** Throws FileFault for a file that cannot be read; rows that are wrong are refused one by one. Idempotent. */
  async run(
    actor: Actor,
    one: Import,
    progress: ImportProgress,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const file = one.filePath ?? '';
    for await (const [, bytes] of itemsOf(file)) {
      signal.throwIfAborted();
      await progress.moved(bytes / 2);
    }
    const cases = new Set<string>();
    const origin = { sourceId: one.sourceId, platformId: null, defaultPlatformId: one.platformId, importId: one.id };
    let done = 0;
    for await (const batch of inBatches(
      counted(file, (bytes) => (done = bytes)),
      ROWS,
    )) {
      signal.throwIfAborted();
      await this.takeIn(actor, origin, batch, { progress, cases, policy: one.policyId });
      await progress.moved((one.byteSize + done) / 2);
    }
    return { cases: cases.size };
  }

  private async takeIn(
    actor: Actor,
    origin: Parameters<IntakeService['receive']>[1],
    batch: readonly InputItem[],
    into: { progress: ImportProgress; cases: Set<string>; policy: string | null },
  ): Promise<void> {
    const { progress, cases } = into;
    const directory = await this.directory.current();
    const policy = [...directory.policies.values()].find((row) => row.id === into.policy)?.code ?? null;
    const flags: ReceivedFlag[] = [];
    const items: InputItem[] = [];
    for (const item of batch) {
      progress.rowCount += 1;
      const parsed = item.fault === null ? referralLine.safeParse(item.value) : null;
      if (!parsed?.success) {
        const fault = parsed ? faultOf(parsed.error) : item.fault;
        await progress.refuse({
          line: item.line,
          raw: item.raw,
          ...(fault ?? { field: null, code: 'INVALID', message: '' }),
        });
        continue;
      }
      flags.push({ ...this.flagOf(parsed.data, directory), policy });
      items.push(item);
    }
    const answers = await this.intake.receive(actor, origin, flags);
    for (const [index, answer] of answers.entries()) {
      const item = items[index];
      if (answer.status === 'refused') {
        await progress.refuse({ line: item?.line ?? 0, raw: item?.raw ?? null, ...answer.fault });
      } else {
        if (answer.repeated) progress.repeatedCount += 1;
        else progress.acceptedCount += 1;
        if (answer.caseId) cases.add(answer.caseId);
      }
    }
  }

  /** The platform of a row: as it says, else the only one of the kind that the link tells. */
  private flagOf(line: ReferralLine, directory: IntakeDirectory): ReceivedFlag {
    const said = line.platform?.toLowerCase() ?? null;
    const target = this.links.read(line.url);
    const kin = [...directory.platforms.values()].filter((row) => row.kind === (said ?? target?.platform));
    const platform =
      said !== null && directory.platforms.has(said) ? said : kin.length === 1 ? (kin[0]?.code ?? said) : said;
    return flagOfReferral(line, {
      linkKey: target ? `${target.platform} ${target.kind} ${target.id}` : line.url,
      platform,
    });
  }
}

async function* itemsOf(file: string): AsyncGenerator<[InputItem[], number]> {
  const stream = createReadStream(file, { highWaterMark: 262_144 });
  for await (const items of readReferrals(stream)) yield [items, stream.bytesRead];
}

async function* counted(file: string, onBytes: (bytes: number) => void): AsyncGenerator<InputItem[]> {
  for await (const [items, bytes] of itemsOf(file)) {
    onBytes(bytes);
    yield items;
  }
}
