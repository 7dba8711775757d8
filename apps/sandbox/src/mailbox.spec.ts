import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MailDoor } from './mail-door.js';
import { readMail } from './mail-reader.js';
import { boxOfSubject, Mailbox } from './mailbox.js';
import { generateNetwork } from './network/generate-network.js';
import type { PlatformNotice } from './notice-contract.js';
import { mailboxPage } from './page/mailbox-pages.js';
import { World } from './world.js';

const world = new World(generateNetwork('mailbox'));
const account = world.list('telegram').find((entry) => entry.subject.kind === 'account');
if (!account) throw new Error('no account');
const { nativeId } = account.subject;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mizan-mailbox-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const notice = (change: Partial<PlatformNotice> = {}): PlatformNotice => ({
  notice_id: '0193f0c2-8b1f-7d02-8f13-64e1a2b3c4d5',
  kind: 'statement_of_reasons',
  recipient: { subject: { kind: 'account', native_id: nativeId, handle: null } },
  language: 'ar',
  subject_line: 'قرار',
  text: 'سطر <script>alert(1)</script>',
  link: 'http://localhost:4700/appeal?n=1',
  ...change,
});

describe('a mailbox', () => {
  it('keeps what came over a restart, even when a line was cut off, and shows each notice once', () => {
    const first = new Mailbox(folder, world);
    expect(first.receive('telegram', notice(), '2019-11-22T10:00:00Z')).toMatchObject({ fresh: true });
    expect(first.receive('telegram', notice(), '2019-11-22T10:00:05Z')).toMatchObject({ fresh: false });
    appendFileSync(path.join(folder, 'mailbox.jsonl'), '{"at":"2019-11-22T10:01:00Z","platf');
    const again = new Mailbox(folder, world);
    expect(again.receive('telegram', notice(), '2019-11-22T11:00:00Z')).toMatchObject({ fresh: false });
    expect(again.of(boxOfSubject('telegram', nativeId))).toMatchObject([{ shown: 1, at: '2019-11-22T10:00:00Z' }]);
  });

  it('refuses an id that was used for another text, and says gone where nobody is', () => {
    const mailbox = new Mailbox(folder, world);
    mailbox.receive('telegram', notice(), 'now');
    expect(mailbox.receive('telegram', notice({ text: 'other' }), 'now')).toEqual({ conflict: true });
    const nobody = notice({
      notice_id: '0193f0c2-8b1f-7d02-8f13-64e1a2b3c4d6',
      recipient: { subject: { kind: 'account', native_id: '0', handle: null } },
    });
    expect(mailbox.receive('telegram', nobody, 'now')).toMatchObject({ answer: { outcome: 'gone' } });
  });

  it('is shown as text in its own direction, with a link to follow', () => {
    const mailbox = new Mailbox(folder, world);
    mailbox.receive('telegram', notice(), '2019-11-22T10:00:00Z');
    const page = mailboxPage('en', '/', account, mailbox.all());
    expect(page).not.toContain('<script>alert');
    expect(page).toMatch(/lang="ar" dir="rtl"/);
    expect(page).toContain('href="http://localhost:4700/appeal?n=1"');
  });
});

describe('the mail door', () => {
  it('takes a message byte by byte, and gives each of its recipients one', async () => {
    const mailbox = new Mailbox(folder, world);
    const door = new MailDoor(mailbox);
    await door.open(0);
    const socket = connect(door.port, '127.0.0.1');
    await once(socket, 'data');
    const talk = [
      'EHLO x',
      'MAIL FROM:<a@example.org>',
      'RCPT TO:<b@example.org>',
      'RCPT TO:<bounce@example.org>',
      'DATA',
      'Message-ID: <1@x>',
      'Subject: =?UTF-8?B?2YI=?=',
      ' =?UTF-8?Q?=D8=B1=D8=A7=D8=B1?=',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '..=D9=82 http://localhost/x=',
      'yz',
      '.',
      'QUIT',
    ].join('\r\n');
    let answers = '';
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
    for (const byte of Buffer.from(`${talk}\r\n`)) socket.write(Buffer.from([byte]));
    await once(socket, 'end');
    socket.destroy();
    await door.close();
    expect(answers).toMatch(/550 .*\r\n354 .*\r\n250 .*\r\n221/s);
    expect(mailbox.all()).toMatchObject([
      { box: 'b@example.org', subjectLine: 'قرار', text: '.ق http://localhost/xyz', link: 'http://localhost/xyz' },
    ]);
  });

  it('reads base64 and plain bodies', () => {
    const body = Buffer.from('سلام').toString('base64');
    expect(readMail(`Content-Transfer-Encoding: base64\r\n\r\n${body}`).text).toBe('سلام');
    expect(readMail('Subject: x\r\n\r\nplain').text).toBe('plain');
  });
});
