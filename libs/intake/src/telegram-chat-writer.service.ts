import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { EvidenceService, type ReceivedEvidence } from '@mizan/subjects/evidence.service.js';
import { LinkReaderService } from '@mizan/subjects/link-reader.service.js';
import { SubjectLinksService, type SeenLink } from '@mizan/subjects/subject-links.service.js';
import { SubjectsService, type SeenSubject } from '@mizan/subjects/subjects.service.js';
import { ImportedChat, type SeenEdge } from './imported-chat.js';
import { isRead } from './flag-check-rules.js';
import { telegramChatSubject, type TelegramChat } from './telegram-message-rules.js';

export { ImportedChat } from './imported-chat.js';

/** Writes what stands in exported chats. */
@Injectable()
export class TelegramChatWriterService {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly links: SubjectLinksService,
    private readonly reader: LinkReaderService,
  ) {}

  /** The subjects of the chats, with their titles. */
  async begin(
    manager: EntityManager,
    actor: Actor,
    platformId: string,
    chats: readonly (TelegramChat & { readonly chat: string })[],
  ): Promise<Map<string, ImportedChat>> {
    const known = chats.flatMap((head) => {
      const subject = telegramChatSubject(head);
      const seen = subject && this.seen(platformId, subject);
      return subject && seen ? [{ head, subject, seen }] : [];
    });
    const ids = await this.subjects.resolve(
      manager,
      actor,
      known.map(({ seen }) => seen),
    );
    const begun = known.map(({ head, subject }, index) => ({
      ref: head.chat,
      chat: new ImportedChat(platformId, ids[index] ?? '', head, subject),
    }));
    await this.subjects.describe(
      manager,
      actor,
      begun.map(({ chat }) => ({ subjectId: chat.subjectId, kind: chat.kind, title: clean(chat.head.name) })),
    );
    return new Map(begun.map(({ ref, chat }) => [ref, chat]));
  }

  /** What was gathered since the last time: messages, titles, edges. Answers how many messages were new. */
  async write(
    manager: EntityManager,
    actor: Actor,
    chats: readonly ImportedChat[],
  ): Promise<{ fresh: number; known: number }> {
    const taken = chats.map((chat) => ({ chat, ...chat.take() }));
    const messages: ReceivedEvidence[] = taken.flatMap(({ messages: list }) => list);
    const fresh = await this.evidence.keep(manager, messages.map(cleaned));
    await this.subjects.addNames(
      manager,
      taken.flatMap(({ chat, titles }) =>
        titles.map(({ title, seenAt }) => ({ subjectId: chat.subjectId, title: clean(title) ?? '', seenAt })),
      ),
    );
    for (const { chat, edges } of taken) chat.linkCount += await this.keepEdges(manager, actor, chat, edges);
    return { fresh, known: messages.length - fresh };
  }

  private async keepEdges(
    manager: EntityManager,
    actor: Actor,
    chat: ImportedChat,
    edges: readonly SeenEdge[],
  ): Promise<number> {
    const read = edges.flatMap((edge) => {
      const seen =
        'peer' in edge.other
          ? this.ofPeer(chat.platformId, edge.other.peer)
          : this.ofLink(chat.platformId, edge.other.url);
      return seen ? [{ edge, seen }] : [];
    });
    const ids = await this.subjects.resolve(
      manager,
      actor,
      read.map(({ seen }) => seen),
    );
    const list = read.map(({ edge }, index): SeenLink => {
      const other = ids[index] ?? '';
      const [fromId, toId] = edge.incoming ? [other, chat.subjectId] : [chat.subjectId, other];
      return {
        platformId: chat.platformId,
        fromId,
        toId,
        kind: edge.kind,
        weight: edge.count,
        source: 'import',
        firstAt: edge.firstAt,
        lastAt: edge.lastAt,
      };
    });
    return this.links.keep(manager, actor, list);
  }

  private ofPeer(platformId: string, peer: string): SeenSubject | null {
    return this.seen(platformId, {
      kind: peer.startsWith('user') ? 'account' : peer.startsWith('chat') ? 'group' : 'channel',
      peer,
    });
  }

  /** Only chats and invites of Telegram itself: other addresses in a post say nothing about subjects. */
  private ofLink(platformId: string, url: string): SeenSubject | null {
    const target = this.reader.read(url);
    if (target?.platform !== 'telegram' || (target.kind !== 'public_chat' && target.kind !== 'invite')) return null;
    const read = this.subjects.read('telegram', { url });
    return isRead(read) ? { platformId, ...read } : null;
  }

  private seen(platformId: string, subject: { kind: SeenSubject['kind']; peer: string }): SeenSubject | null {
    const read = this.subjects.read('telegram', { nativeId: subject.peer, kind: subject.kind });
    return isRead(read) ? { platformId, ...read } : null;
  }
}

/** PostgreSQL keeps no U+0000; a mark stands in its place. */
function clean(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '\uFFFD');
}

function cleaned(item: ReceivedEvidence): ReceivedEvidence {
  const media = item.media && {
    ...item.media,
    kind: clean(item.media.kind) ?? '',
    mimeType: clean(item.media.mimeType ?? null),
    note: clean(item.media.note ?? null),
  };
  return { ...item, author: clean(item.author), text: clean(item.text), media };
}
