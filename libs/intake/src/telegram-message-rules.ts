/** A person, group or channel by its number, as newer exports write it: `user1`, `chat1`, `channel1`. */
export type TelegramPeer = `${'user' | 'chat' | 'channel'}${string}`;

/** Kinds of chat that Telegram Desktop exports (`export_output_json.cpp` of telegramdesktop/tdesktop). */
export const TELEGRAM_CHAT_TYPES = [
  'saved_messages',
  'replies',
  'verification_codes',
  'personal_chat',
  'bot_chat',
  'private_group',
  'private_supergroup',
  'public_supergroup',
  'private_channel',
  'public_channel',
] as const;
export type TelegramChatType = (typeof TELEGRAM_CHAT_TYPES)[number];

/** Head of one exported chat. Name and id are missing where the export leaves them out. */
export interface TelegramChat {
  readonly name: string | null;
  readonly type: string | null;
  readonly id: string | null;
}

/** What is known of a file that came with a message; the file itself is never looked at. */
export interface TelegramMedia {
  readonly kind: string;
  readonly mimeType?: string;
  readonly bytes?: number;
  readonly durationSeconds?: number;
  readonly width?: number;
  readonly height?: number;
  readonly note?: string;
}

export interface TelegramMessage {
  readonly id: string;
  readonly service: boolean;
  /** UTC where the export says it; null in older exports. */
  readonly sentAt: Date | null;
  /** As written, local time of the machine that exported. */
  readonly sentAtLocal: string;
  readonly from: string | null;
  readonly fromPeer: TelegramPeer | null;
  readonly text: string;
  /** Links as typed or as hidden behind words, in order, each once. */
  readonly links: readonly string[];
  readonly forwardedFrom: string | null;
  readonly forwardedFromPeer: TelegramPeer | null;
  readonly media: TelegramMedia | null;
  /** Service messages only: `create_channel`, `edit_group_title`, … */
  readonly action: string | null;
  /** Title given by an action, else null. */
  readonly title: string | null;
}

/** A message that cannot be kept, and the member that is wrong. */
export interface TelegramMessageFault {
  readonly field: string;
  readonly code: 'MISSING' | 'INVALID';
  readonly message: string;
}

/** Words that stand where a file name would be when the file was left out of the export. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^\((?:File|Photo) not included\. /, 'not included in the export'],
  [/^\((?:File|Photo) exceeds maximum size\. /, 'larger than the export allowed'],
  [/^\((?:File|Photo) unavailable, /, 'unavailable when exported'],
];

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads one message of a `result.json`, of the newer form (`date_unixtime`, `from_id: "user1"`) and the older one
 * (local time only, numeric ids). `chat` settles what an old number is: the chat itself when equal, else a person.
 */
export function readTelegramMessage(value: unknown, chat: TelegramChat): TelegramMessage | TelegramMessageFault {
  if (!isMembers(value)) return { field: '', code: 'INVALID', message: 'A message is an object.' };
  const id = integerText(value['id']);
  if (id === null) return { field: 'id', code: 'MISSING', message: 'A message has a whole number as its id.' };
  const sentAtLocal = textOf(value['date']);
  if (sentAtLocal === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(sentAtLocal)) {
    return { field: 'date', code: 'INVALID', message: 'A date looks like 2021-03-22T17:06:53.' };
  }
  const flat = flatten(value['text'], value['text_entities']);
  if (flat === null) return { field: 'text', code: 'INVALID', message: 'A text is a string or a list of parts.' };
  const service = value['type'] === 'service';
  return {
    id,
    service,
    sentAt: unixTime(value['date_unixtime']),
    sentAtLocal,
    from: textOf(value[service ? 'actor' : 'from']),
    fromPeer: peerOf(value[service ? 'actor_id' : 'from_id'], chat),
    text: flat.text,
    links: flat.links,
    forwardedFrom: textOf(value['forwarded_from']),
    forwardedFromPeer: peerOf(value['forwarded_from_id'], chat),
    media: mediaOf(value),
    action: service ? textOf(value['action']) : null,
    title: service ? textOf(value['title']) : null,
  };
}

/** True when the message could not be read. */
export function isMessageFault(message: TelegramMessage | TelegramMessageFault): message is TelegramMessageFault {
  return 'code' in message;
}

/** What a chat is as a subject: its kind and its number with its space, which bare numbers do not tell. */
export function telegramChatSubject(
  chat: TelegramChat,
): { kind: 'channel' | 'group' | 'account' | 'bot'; peer: TelegramPeer } | null {
  if (chat.id === null) return null;
  switch (chat.type) {
    case 'private_channel':
    case 'public_channel':
      return { kind: 'channel', peer: `channel${chat.id}` };
    case 'private_supergroup':
    case 'public_supergroup':
      return { kind: 'group', peer: `channel${chat.id}` };
    case 'private_group':
      return { kind: 'group', peer: `chat${chat.id}` };
    case 'bot_chat':
      return { kind: 'bot', peer: `user${chat.id}` };
    case 'personal_chat':
    case 'saved_messages':
    case 'replies':
    case 'verification_codes':
      return { kind: 'account', peer: `user${chat.id}` };
    default:
      return null;
  }
}

/**
 * In an export of a whole account only channels, groups and bots are taken: the private talks of whoever exported are
 * nobody's subject. A file that holds one chat was chosen by hand and is taken whatever it is.
 */
export function isTakenFromAccountExport(type: string | null): boolean {
  return type !== null && /_(?:channel|supergroup|group)$|^bot_chat$/.test(type);
}

function flatten(text: unknown, entities: unknown): { text: string; links: string[] } | null {
  const parts = Array.isArray(text) ? text : [text ?? ''];
  const links = new Set<string>();
  let flat = '';
  for (const part of [...parts, ...(Array.isArray(entities) ? entities : [])].entries()) {
    const [index, piece]: [number, unknown] = part;
    const own = index < parts.length;
    if (typeof piece === 'string') {
      if (own) flat += piece;
    } else if (isMembers(piece) && typeof piece['text'] === 'string') {
      if (own) flat += piece['text'];
      if (piece['type'] === 'link') links.add(piece['text']);
      if (piece['type'] === 'text_link' && typeof piece['href'] === 'string') links.add(piece['href']);
    } else if (own) return null;
  }
  return { text: flat, links: [...links] };
}

function mediaOf(message: Members): TelegramMedia | null {
  const poll = message['poll'];
  if (isMembers(poll)) {
    const answers = Array.isArray(poll['answers']) ? poll['answers'] : [];
    const words = answers.map((answer: unknown) => (isMembers(answer) ? textOf(answer['text']) : null)).filter(Boolean);
    return { kind: 'poll', note: [textOf(poll['question']) ?? '', ...words].join('\n') };
  }
  const photo = textOf(message['photo']);
  const file = textOf(message['file']);
  const name = photo ?? file;
  if (name === null) {
    for (const kind of ['location_information', 'contact_information', 'game_title', 'invoice_information']) {
      if (message[kind] !== undefined) return { kind: kind.replace(/_.*$/, '') };
    }
    return null;
  }
  const left = PLACEHOLDERS.find(([pattern]) => pattern.test(name))?.[1];
  const fileName = textOf(message['file_name']) ?? (left ? null : name.replace(/^.*\//, ''));
  return {
    kind: photo === null ? (textOf(message['media_type']) ?? 'file') : 'photo',
    ...optional('mimeType', textOf(message['mime_type'])),
    ...optional('bytes', countOf(message[photo === null ? 'file_size' : 'photo_file_size'])),
    ...optional('durationSeconds', countOf(message['duration_seconds'])),
    ...optional('width', countOf(message['width'])),
    ...optional('height', countOf(message['height'])),
    ...optional('note', [fileName, left].filter(Boolean).join(', ') || null),
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | null): { [K in Name]?: Value } {
  return value === null ? {} : ({ [name]: value } as { [K in Name]?: Value });
}

function peerOf(value: unknown, chat: TelegramChat): TelegramPeer | null {
  if (typeof value === 'string') {
    const known = /^(user|chat|channel)(\d{1,19})$/.exec(value);
    if (known) return `${known[1] === 'chat' ? 'chat' : known[1] === 'channel' ? 'channel' : 'user'}${known[2] ?? ''}`;
  }
  const number = integerText(value);
  if (number === null || number.startsWith('-')) return null;
  return number === chat.id ? (telegramChatSubject(chat)?.peer ?? `user${number}`) : `user${number}`;
}

function unixTime(value: unknown): Date | null {
  const seconds = integerText(value);
  if (seconds === null || seconds.length > 11) return null;
  return new Date(Number(seconds) * 1000);
}

/** Whole numbers as text: ids exceed 32 bits, and some exports write them in quotes. */
export function integerText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? value : null;
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
