import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { SourcesService } from '@mizan/platforms/sources.service.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import type { ImportProgress } from './import-progress.js';
import type { Import } from './import.entity.js';
import { IntakeService, type FlagOrigin } from './intake.service.js';
import { exportWithoutSubject } from './intake.errors.js';
import { localTimeReader } from './local-time-rules.js';
import { TelegramChatWriterService, type ImportedChat } from './telegram-chat-writer.service.js';
import { readTelegramExport, surveyTelegramExport, type TelegramChatSurvey } from './telegram-export.js';
import {
  isMessageFault,
  isTakenFromAccountExport,
  readTelegramMessage,
  telegramChatSubject,
} from './telegram-message-rules.js';

/** Messages written in one transaction. */
const MESSAGES = 1_000;
const PIECE = { highWaterMark: 262_144 };

/**
 * Takes a Telegram Desktop export in. It is read whole first, so that a broken file leaves nothing; then its messages
 * become evidence, its links edges, and each chat gets a flag of staff, so that somebody looks at it.
 */
@Injectable()
export class TelegramImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writer: TelegramChatWriterService,
    private readonly intake: IntakeService,
    private readonly subjects: SubjectsService,
    private readonly sources: SourcesService,
  ) {}

  /** Throws FileFault for a file that cannot be read, EXPORT_WITHOUT_SUBJECT when no chat in it is one. Idempotent. */
  async run(
    actor: Actor,
    one: Import,
    progress: ImportProgress,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const file = one.filePath ?? '';
    const survey = await surveyTelegramExport(watched(file, signal, (bytes) => progress.moved(bytes / 2)));
    const taken = survey.filter(
      (chat) => telegramChatSubject(chat) && (chat.chat === '' || isTakenFromAccountExport(chat.type)),
    );
    if (taken.length === 0) throw exportWithoutSubject();
    const sourceId = one.sourceId ?? (await this.staffSource(actor));
    const origin = { sourceId, platformId: null, defaultPlatformId: one.platformId, importId: one.id };
    await this.intake.mustFlag(origin);
    const chats = await this.begin(actor, one, taken);
    await this.messages(actor, one, file, chats, { progress, signal });
    const cases = await this.flag(actor, one.fileName, origin, chats);
    return {
      chats: chats.size,
      skippedChats: survey.length - chats.size,
      subjects: cases,
      links: [...chats.values()].reduce((sum, chat) => sum + chat.linkCount, 0),
      zoneAssumed: [...chats.values()].some((chat) => chat.zoneAssumed),
    };
  }

  private begin(actor: Actor, one: Import, taken: readonly TelegramChatSurvey[]): Promise<Map<string, ImportedChat>> {
    return inTransaction(this.dataSource, (manager) => this.writer.begin(manager, actor, one.platformId ?? '', taken));
  }

  private async messages(
    actor: Actor,
    one: Import,
    file: string,
    chats: ReadonlyMap<string, ImportedChat>,
    { progress, signal }: { progress: ImportProgress; signal: AbortSignal },
  ): Promise<void> {
    const toInstant = localTimeReader(one.zone ?? 'UTC');
    let gathered = 0;
    const write = async () => {
      gathered = 0;
      const kept = await inTransaction(this.dataSource, (manager) =>
        this.writer.write(manager, actor, [...chats.values()]),
      );
      progress.acceptedCount += kept.fresh;
      progress.repeatedCount += kept.known;
    };
    const bytes = watched(file, signal, (done) => progress.moved((one.byteSize + done) / 2));
    for await (const item of readTelegramExport(bytes)) {
      const chat = item.kind === 'message' ? chats.get(item.chat) : undefined;
      if (!chat || item.kind !== 'message') continue;
      progress.rowCount += 1;
      const message = readTelegramMessage(item.value, chat.head);
      if (isMessageFault(message)) {
        const raw = JSON.stringify(item.value).slice(0, 500);
        await progress.refuse({ line: progress.rowCount, raw, ...message });
        continue;
      }
      chat.add(message, message.sentAt ?? toInstant(message.sentAtLocal));
      gathered += 1;
      if (gathered >= MESSAGES) await write();
    }
    await write();
  }

  /** The same export again is the same flag: by its chat, its last message and how many there are. */
  private async flag(
    actor: Actor,
    fileName: string,
    origin: FlagOrigin,
    chats: ReadonlyMap<string, ImportedChat>,
  ): Promise<{ subjectId: string; caseId: string | null }[]> {
    const list = [...chats.values()];
    const answers = await this.intake.receive(
      actor,
      origin,
      list.map((chat) => ({
        externalId: `telegram-export ${chat.peer} ${chat.lastMessageId} ${chat.messageCount}`,
        platform: null,
        subject: { nativeId: chat.peer, kind: chat.kind },
        facts: {},
        reason: `Imported from ${fileName}`,
        policy: null,
        reporter: null,
        confidence: null,
        language: null,
        evidence: [],
        occurredAt: chat.lastAt,
        reference: null,
        details: {},
        subjectField: 'id',
      })),
    );
    const cases: { subjectId: string; caseId: string | null }[] = [];
    for (const [index, answer] of answers.entries()) {
      const subjectId = list[index]?.subjectId ?? '';
      const root = await this.subjects.get(subjectId);
      cases.push({ subjectId: root.id, caseId: answer.status === 'accepted' ? answer.caseId : null });
    }
    return cases;
  }

  /** The source that stands for the desk's own people; made when there is none yet. */
  private async staffSource(actor: Actor): Promise<string> {
    const staff = (await this.sources.list()).find(
      (source) => source.kind === SourceKind.staff && source.active && source.platformId === null,
    );
    if (staff) return staff.id;
    const made = await this.sources.save(actor, { code: 'staff', name: 'Staff', kind: SourceKind.staff, active: true });
    return made.id;
  }
}

async function* watched(
  file: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => Promise<void>,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of createReadStream(file, PIECE)) {
    signal.throwIfAborted();
    const buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    bytes += buffer.length;
    yield buffer;
    await onBytes(bytes);
  }
}
