import type { ReceivedEvidence } from '@mizan/subjects/evidence.service.js';
import type { TelegramChat, TelegramMessage, TelegramPeer } from './telegram-message-rules.js';

/** An edge that messages showed, with how often and when. */
export interface SeenEdge {
  readonly kind: 'invites_to' | 'forwards_from' | 'administers';
  readonly other: { readonly peer: TelegramPeer } | { readonly url: string };
  /** True when it starts at the other. */
  readonly incoming: boolean;
  count: number;
  firstAt: Date | null;
  lastAt: Date | null;
}

/** One chat of an export while it is read: what was gathered and not written yet. */
export class ImportedChat {
  readonly kind: 'channel' | 'group' | 'account' | 'bot';
  readonly peer: TelegramPeer;
  lastMessageId = '';
  lastAt: Date | null = null;
  messageCount = 0;
  linkCount = 0;
  /** True when a time rests on the zone that was said at import. */
  zoneAssumed = false;

  private messages: ReceivedEvidence[] = [];
  private titles: { title: string; seenAt: Date }[] = [];
  private edges = new Map<string, SeenEdge>();

  constructor(
    readonly platformId: string,
    readonly subjectId: string,
    readonly head: TelegramChat,
    subject: { readonly kind: 'channel' | 'group' | 'account' | 'bot'; readonly peer: TelegramPeer },
  ) {
    this.kind = subject.kind;
    this.peer = subject.peer;
  }

  /** `at` is the message's time: as the export says it, or read in the zone that was said. */
  add(message: TelegramMessage, at: Date | null): void {
    this.messageCount += 1;
    this.lastMessageId = message.id;
    this.lastAt = at ?? this.lastAt;
    this.zoneAssumed ||= message.sentAt === null;
    this.messages.push({
      platformId: this.platformId,
      subjectId: this.subjectId,
      flagId: null,
      kind: message.service ? 'note' : 'message',
      externalRef: message.id,
      author: message.from,
      text: message.service ? null : message.text,
      language: null,
      sentAt: at,
      sentAtLocal: message.sentAtLocal,
      zoneAssumed: message.sentAt === null,
      media: message.service ? { kind: message.action ?? 'service', note: message.title } : mediaOf(message),
    });
    if (
      message.title !== null &&
      message.action !== null &&
      at &&
      /^(?:create_|edit_group_title$|migrate_from_group$)/.test(message.action)
    ) {
      this.titles.push({ title: message.title, seenAt: at });
    }
    this.addEdges(message, at);
  }

  /** Hands over what was gathered. */
  take(): { messages: ReceivedEvidence[]; titles: { title: string; seenAt: Date }[]; edges: SeenEdge[] } {
    const taken = { messages: this.messages, titles: this.titles, edges: [...this.edges.values()] };
    this.messages = [];
    this.titles = [];
    this.edges = new Map();
    return taken;
  }

  private addEdges(message: TelegramMessage, at: Date | null): void {
    for (const url of message.links) this.edge('invites_to', { url }, false, at);
    const origin = message.forwardedFromPeer;
    if (origin !== null && origin !== this.peer) this.edge('forwards_from', { peer: origin }, false, at);
    const founder = message.action === 'create_group' || message.action === 'create_channel' ? message.fromPeer : null;
    if (founder?.startsWith('user') && founder !== this.peer) this.edge('administers', { peer: founder }, true, at);
  }

  private edge(kind: SeenEdge['kind'], other: SeenEdge['other'], incoming: boolean, at: Date | null): void {
    const name = `${kind} ${'peer' in other ? other.peer : other.url}`;
    const edge = this.edges.get(name) ?? { kind, other, incoming, count: 0, firstAt: at, lastAt: at };
    edge.count += 1;
    if (at !== null) {
      if (edge.firstAt === null || at < edge.firstAt) edge.firstAt = at;
      if (edge.lastAt === null || at > edge.lastAt) edge.lastAt = at;
    }
    this.edges.set(name, edge);
  }
}

/** Media as the export tells it; a forward by name only is kept in the note, because a name is no subject. */
function mediaOf(message: TelegramMessage): ReceivedEvidence['media'] {
  const forwarded = message.forwardedFrom === null ? null : `forwarded from ${message.forwardedFrom}`;
  if (message.media === null) return forwarded === null ? null : { kind: 'forward', note: forwarded };
  const note = [message.media.note, forwarded].filter(Boolean).join('\n');
  return { ...message.media, note: note === '' ? null : note };
}
