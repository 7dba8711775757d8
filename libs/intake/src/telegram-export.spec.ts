import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { FileFault } from './intake.errors.js';
import { readTelegramExport, surveyTelegramExport, type TelegramExportItem } from './telegram-export.js';
import {
  isMessageFault,
  isTakenFromAccountExport,
  readTelegramMessage,
  telegramChatSubject,
  type TelegramChat,
} from './telegram-message-rules.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Buffer, size = bytes.length + 1): Promise<TelegramExportItem[] | FileFault> {
  const items: TelegramExportItem[] = [];
  try {
    for await (const item of readTelegramExport(pieces(bytes, size))) items.push(item);
    return items;
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
}

const channel: TelegramChat = { name: 'News', type: 'public_channel', id: '123' };
const message = (members: object, chat = channel) =>
  readTelegramMessage({ id: 1, type: 'message', date: '2021-03-22T17:06:53', text: '', ...members }, chat);

const accountExport = Buffer.from(
  JSON.stringify({
    about: 'x',
    contacts: { list: [{ first_name: 'A' }] },
    chats: {
      about: 'y',
      list: [
        { name: 'News', type: 'public_channel', id: 1, messages: [{ id: 1 }, { id: 2 }] },
        { type: 'saved_messages', id: 7, messages: [] },
      ],
    },
    left_chats: { about: 'z', list: [{ name: 'Old', type: 'private_group', id: 2, messages: [{ id: 3 }] }] },
  }),
);

describe('a Telegram Desktop export', () => {
  test('of a whole account gives every chat of both lists', async () => {
    expect(await surveyTelegramExport(pieces(accountExport, 17))).toEqual([
      { chat: 'chats/0', name: 'News', type: 'public_channel', id: '1', messageCount: 2 },
      { chat: 'chats/1', name: null, type: 'saved_messages', id: '7', messageCount: 0 },
      { chat: 'left_chats/0', name: 'Old', type: 'private_group', id: '2', messageCount: 1 },
    ]);
  });

  test('takes channels, groups and bots out of an account, and leaves private talks', () => {
    expect(
      ['public_channel', 'private_group', 'public_supergroup', 'bot_chat', 'personal_chat', 'saved_messages', null].map(
        isTakenFromAccountExport,
      ),
    ).toEqual([true, true, true, true, false, false, false]);
  });

  test('gives the same wherever its bytes are cut', async () => {
    const whole = await read(accountExport);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect(await read(accountExport, size)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('cut short anywhere it is refused, with the place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: accountExport.length - 1 }), async (length) => {
        const fault = await read(accountExport.subarray(0, length), 64);
        expect(fault).toBeInstanceOf(FileFault);
        expect((fault as FileFault).place.offset).toBe(length);
      }),
    );
  });

  test('that is JSON but no export is refused', async () => {
    expect((await read(Buffer.from('{"messages":{},"chats":[]}'))) as FileFault).toMatchObject({
      code: 'FILE_NOT_TELEGRAM_EXPORT',
    });
  });

  test('with control characters written as \\xNN is read', async () => {
    const items = await read(
      Buffer.from(String.raw`{"name":"a\x01b","type":"public_channel","id":1,"messages":[{"text":"c\x1fd"}]}`),
    );
    expect(items).toContainEqual({ kind: 'head', chat: '', member: 'name', value: 'a\u0001b' });
    expect(items).toContainEqual({ kind: 'message', chat: '', number: 0, value: { text: 'c\u001fd' } });
  });

  test('memory does not grow with the file', async () => {
    const head = Buffer.from('{"name":"n","type":"public_channel","id":1,"messages":[');
    const one = Buffer.from(
      `${JSON.stringify({ id: 1, type: 'message', date: '2021-03-22T17:06:53', text: 'نص '.repeat(300) })},`,
    );
    async function* large() {
      yield head;
      for (let index = 0; index < 120_000; index += 1) yield one;
      yield Buffer.from('{"id":2}]}');
    }
    let count = 0;
    const before = process.memoryUsage.rss();
    for await (const item of readTelegramExport(large())) count += item.kind === 'message' ? 1 : 0;
    expect(count).toBe(120_001);
    expect(process.memoryUsage.rss() - before).toBeLessThan(120 * 1024 * 1024);
  });
});

describe('a message of an export', () => {
  test('keeps its words whether they come as one text or in parts, and its links once', () => {
    const parts = [
      'see ',
      { type: 'link', text: 'https://t.me/a_b_c' },
      ' or ',
      { type: 'text_link', text: 'here', href: 'https://t.me/+x' },
    ];
    expect(
      message({
        text: parts,
        text_entities: [
          { type: 'plain', text: 'see ' },
          { type: 'link', text: 'https://t.me/a_b_c' },
        ],
      }),
    ).toMatchObject({
      text: 'see https://t.me/a_b_c or here',
      links: ['https://t.me/a_b_c', 'https://t.me/+x'],
    });
    expect(message({ text: 'plain' })).toMatchObject({ text: 'plain', links: [] });
    expect(message({ text: 'plain', text_entities: [{ type: 'link', text: 'x.org' }] })).toMatchObject({
      text: 'plain',
      links: ['x.org'],
    });
  });

  test.each([
    [{ from: 'A', from_id: 'user5' }, 'user5'],
    [{ from: 'A', from_id: 'channel123' }, 'channel123'],
    [{ from: 'A', from_id: 5 }, 'user5'],
    [{ from: 'A', from_id: 123 }, 'channel123'],
    [{ from: 'A' }, null],
  ])('of %j comes from %j', (members, peer) => expect(message(members)).toMatchObject({ fromPeer: peer }));

  test('has its time in UTC where the export says it, else only as the wall clock showed it', () => {
    expect(message({ date_unixtime: '1616432813' })).toMatchObject({
      sentAt: new Date('2021-03-22T17:06:53Z'),
      sentAtLocal: '2021-03-22T17:06:53',
    });
    expect(message({})).toMatchObject({ sentAt: null, sentAtLocal: '2021-03-22T17:06:53' });
  });

  test.each([
    [
      { photo: 'photos/p.jpg', width: 90, height: 120 },
      { kind: 'photo', width: 90, height: 120, note: 'p.jpg' },
    ],
    [
      {
        file: '(File exceeds maximum size. Change data exporting settings to download.)',
        media_type: 'video_file',
        mime_type: 'video/mp4',
        duration_seconds: 204,
      },
      { kind: 'video_file', mimeType: 'video/mp4', durationSeconds: 204, note: 'larger than the export allowed' },
    ],
    [
      { file: '(File not included. Change data exporting settings to download.)', file_name: 'a.pdf', file_size: 12 },
      { kind: 'file', bytes: 12, note: 'a.pdf, not included in the export' },
    ],
    [{ photo: '(Photo unavailable, please try again later)' }, { kind: 'photo', note: 'unavailable when exported' }],
    [{ poll: { question: 'Q', answers: [{ text: 'a' }, { text: 'b' }] } }, { kind: 'poll', note: 'Q\na\nb' }],
    [{}, null],
  ])('%j has the media %j', (members, media) => expect(message(members)).toMatchObject({ media }));

  test.each([
    [{ id: undefined }, 'id'],
    [{ id: 1.5 }, 'id'],
    [{ date: 'yesterday' }, 'date'],
    [{ text: 5 }, 'text'],
    [{ text: ['a', { type: 'bold' }] }, 'text'],
  ])('%j is refused by the name of its member', (members, field) => {
    expect(message(members)).toMatchObject({ field });
  });

  test('of service names what was done and by whom', () => {
    expect(
      message({ type: 'service', actor: 'B', actor_id: 'user9', action: 'edit_group_title', title: 'New' }),
    ).toMatchObject({
      service: true,
      action: 'edit_group_title',
      title: 'New',
      fromPeer: 'user9',
    });
  });

  test('whatever a message is, reading it does not throw', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom('id', 'date', 'text', 'poll', 'file', 'from_id', 'answers', 'type') }),
        (value) => void readTelegramMessage(value, channel),
      ),
    );
  });
});

const corpus = process.env['CORPUS_DIR'];
const folder = corpus ? path.join(corpus, 'telegram-exports') : '';
const present = folder !== '' && existsSync(folder);
(present ? describe : describe.skip)('the corpus of Telegram exports (CORPUS_DIR)', () => {
  const file = (name: string, size = 61) => createReadStream(path.join(folder, name), { highWaterMark: size });

  test.each([
    ['bot.json', 'bot_chat', '9999999999', 'bot', 'user9999999999', 2],
    ['public_channel.json', 'public_channel', '44444444444', 'channel', 'channel44444444444', 7],
    ['public_supergroup.json', 'public_supergroup', '9888888888', 'group', 'channel9888888888', 4],
    ['saved.json', 'saved_messages', '9999999999', 'account', 'user9999999999', 21],
  ])('%s is one chat with all its messages', async (name, type, id, kind, peer, messageCount) => {
    const [chat, ...more] = await surveyTelegramExport(file(name));
    expect(more).toEqual([]);
    expect(chat).toMatchObject({ type, id, messageCount });
    expect(chat && telegramChatSubject(chat)).toEqual({ kind, peer });
    for await (const item of readTelegramExport(file(name))) {
      if (item.kind === 'message' && chat) expect(isMessageFault(readTelegramMessage(item.value, chat))).toBe(false);
    }
  });

  test('error.json is refused at the missing comma', async () => {
    await expect(surveyTelegramExport(file('error.json'))).rejects.toMatchObject({
      code: 'FILE_NOT_JSON',
      place: { offset: 67, line: 5, column: 3 },
    });
  });
});
