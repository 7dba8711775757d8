import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Mailbox } from './mailbox.js';
import { readMail } from './mail-reader.js';

const MESSAGE_LIMIT_BYTES = 200_000;
const LINE_LIMIT = 1_000;
/** `bounce@…` is nobody's address, `later@…` is nobody's address for now. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^bounce@/i, '550 5.1.1 No such mailbox here'],
  [/^later@/i, '450 4.2.1 Try again later'],
];

/** Takes e-mail for the sandbox's mailbox: as much of SMTP (RFC 5321) as a sender needs, and nothing is sent on. */
export class MailDoor {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(mailbox: Mailbox) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      converse(socket, mailbox);
    });
  }

  async open(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get port(): number {
    const address = this.server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function converse(socket: Socket, mailbox: Mailbox): void {
  let [from, recipients]: [string, string[]] = ['', []];
  let message: string[] | null = null;
  let [size, rest] = [0, ''];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const reset = () => {
    [from, recipients, message, size] = ['', [], null, 0];
  };
  const command = (line: string) => {
    const [verb = ''] = line.toUpperCase().split(' ');
    const address = /<([^<>\s]*)>/.exec(line)?.[1] ?? '';
    switch (verb) {
      case 'EHLO':
        return say('250-sandbox\r\n250-8BITMIME\r\n250 SIZE 200000');
      case 'HELO':
        return say('250 sandbox');
      case 'MAIL':
        reset();
        from = address;
        return say('250 2.1.0 OK');
      case 'RCPT': {
        const refusal = REFUSED.find(([pattern]) => pattern.test(address));
        if (refusal) return say(refusal[1]);
        recipients.push(address);
        return say('250 2.1.5 OK');
      }
      case 'DATA':
        if (recipients.length === 0) return say('503 5.5.1 Nobody to give it to');
        message = [];
        return say('354 Go ahead');
      case 'RSET':
        reset();
        return say('250 2.0.0 OK');
      case 'NOOP':
        return say('250 2.0.0 OK');
      case 'QUIT':
        say('221 2.0.0 Bye');
        return socket.end();
      default:
        return say('502 5.5.1 Not known here');
    }
  };
  const finish = (lines: readonly string[]) => {
    if (size > MESSAGE_LIMIT_BYTES) say('552 5.3.4 Too large');
    else {
      const at = new Date().toISOString();
      for (const to of recipients) mailbox.receiveMail({ ...readMail(lines.join('\r\n')), from, to }, at);
      say('250 2.0.0 Taken');
    }
    reset();
  };
  say('220 sandbox ready');
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    if (message === null && rest.length > LINE_LIMIT) return socket.destroy();
    for (const line of lines) {
      if (message === null) command(line);
      else if (line === '.') finish(message);
      else {
        size += line.length + 2;
        if (size <= MESSAGE_LIMIT_BYTES) message.push(line.replace(/^\./, ''));
      }
    }
    return undefined;
  });
}
