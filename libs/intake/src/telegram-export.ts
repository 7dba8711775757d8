import { FileFault } from './intake.errors.js';
import { JsonScanner, type JsonPath } from './json-scanner.js';
import { integerText, type TelegramChat } from './telegram-message-rules.js';

/** Lists of an account's export that hold chats. */
const CHAT_LISTS = new Set(['chats', 'left_chats']);

/** One thing that an export says: a member of a chat's head, or a message. `chat` names the chat within the file. */
export type TelegramExportItem =
  | {
      readonly kind: 'head';
      readonly chat: string;
      readonly member: 'name' | 'type' | 'id';
      readonly value: string | null;
    }
  | { readonly kind: 'message'; readonly chat: string; readonly number: number; readonly value: unknown };

/**
 * Reads a Telegram Desktop `result.json` of one chat or of a whole account, in pieces of any size and in constant
 * memory. Control characters written as `\xNN` are repaired. Throws FileFault with the place of what is broken, also
 * when the file is JSON but no export; what was given out before that is not to be kept.
 */
export async function* readTelegramExport(
  pieces: AsyncIterable<Buffer>,
  onBytes?: (bytesRead: number) => void,
): AsyncGenerator<TelegramExportItem> {
  let found: TelegramExportItem[] = [];
  let chats = 0;
  const scanner = new JsonScanner({
    repairHexEscapes: true,
    choose: (path) => (placeOf(path) ? 'capture' : 'enter'),
    onOpen: (path, container) => {
      if (container === 'array' && isMessageList(path)) chats += 1;
    },
    onValue: (path, value) => {
      const place = placeOf(path);
      if (place) found.push(itemOf(place, value));
    },
  });
  for await (const piece of pieces) {
    scanner.write(piece);
    onBytes?.(scanner.bytesRead);
    yield* found;
    found = [];
  }
  scanner.end();
  yield* found;
  if (chats === 0) {
    throw new FileFault('FILE_NOT_TELEGRAM_EXPORT', 'No chat with messages is in this file', {
      offset: 0,
      line: 1,
      column: 1,
    });
  }
}

/** A chat of the file and what stands in it. */
export interface TelegramChatSurvey extends TelegramChat {
  readonly chat: string;
  readonly messageCount: number;
}

/** Reads the whole file once without keeping it: throws FileFault when it is broken, else tells what is in it. */
export async function surveyTelegramExport(
  pieces: AsyncIterable<Buffer>,
  onBytes?: (bytesRead: number) => void,
): Promise<TelegramChatSurvey[]> {
  const chats = new Map<
    string,
    { name: string | null; type: string | null; id: string | null; messageCount: number }
  >();
  for await (const item of readTelegramExport(pieces, onBytes)) {
    const chat = chats.get(item.chat) ?? { name: null, type: null, id: null, messageCount: 0 };
    chats.set(item.chat, chat);
    if (item.kind === 'head') chat[item.member] = item.value;
    else chat.messageCount += 1;
  }
  return [...chats].map(([chat, head]) => ({ chat, ...head }));
}

type Place = { readonly chat: string } & ({ readonly member: 'name' | 'type' | 'id' } | { readonly number: number });

/** Where in which chat a value stands, when it is one that matters. */
function placeOf(path: JsonPath): Place | null {
  const [list, word, item] = path;
  const inList = typeof list === 'string' && CHAT_LISTS.has(list) && word === 'list' && typeof item === 'number';
  const depth = inList ? 3 : 0;
  const chat = inList ? `${list}/${item}` : '';
  const name = path[depth];
  if (path.length === depth + 1 && (name === 'name' || name === 'type' || name === 'id')) return { chat, member: name };
  const number = path[depth + 1];
  return path.length === depth + 2 && name === 'messages' && typeof number === 'number' ? { chat, number } : null;
}

function isMessageList(path: JsonPath): boolean {
  return path.at(-1) === 'messages' && (path.length === 1 || (path.length === 4 && CHAT_LISTS.has(String(path[0]))));
}

function itemOf(place: Place, value: unknown): TelegramExportItem {
  if ('number' in place) return { kind: 'message', chat: place.chat, number: place.number, value };
  const text = place.member === 'id' ? integerText(value) : typeof value === 'string' ? value : null;
  return { kind: 'head', chat: place.chat, member: place.member, value: text };
}
