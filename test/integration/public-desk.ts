import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppealLifeService } from '@mizan/appeals/appeal-life.service.js';
import { Clock } from '@mizan/foundation/clock.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk, testConfig } from './decisions-desk.js';

export interface PublicAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface SentPart {
  readonly name: string;
  readonly value: string | Buffer;
  readonly filename?: string;
}

/** The whole API with its public pages, and a desk on the same database that decides. */
export class PublicDesk {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly desk: Desk,
    readonly origin: string,
    private readonly folder: string,
  ) {}

  /** What the process's clock is ahead of the real one, in milliseconds. */
  ahead = 5_000;
  private address = 0;

  static async start(): Promise<PublicDesk> {
    const database = await createTestDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), 'mizan-public-'));
    const desk = await new Desk(database.dataSource).open();
    const config = { ...testConfig(), DATABASE_URL: database.url, DATA_FOLDER: folder, PUBLIC_URL: 'http://localhost' };
    const app = await createApi(config, createLogger('silent', 'test'));
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const made = new PublicDesk(app, database, desk, `http://127.0.0.1:${port}`, folder);
    // Forms are handed out in the past, so that a test fills them in as slowly as a person does.
    jest.spyOn(app.get(Clock, { strict: false }), 'now').mockImplementation(() => new Date(Date.now() + made.ahead));
    return made;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** An address of the loopback that no other call used. */
  newAddress(): string {
    this.address += 1;
    return `127.1.${Math.floor(this.address / 250)}.${(this.address % 250) + 1}`;
  }

  /** One request by a browser of our own page, from an address of its own unless said otherwise. */
  send(
    method: string,
    url: string,
    how: { headers?: Record<string, string>; body?: Buffer | string; from?: string } = {},
  ): Promise<PublicAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        this.origin + url,
        {
          method,
          localAddress: how.from ?? this.newAddress(),
          headers: {
            ...(method === 'POST' ? { origin: this.origin, 'sec-fetch-site': 'same-origin' } : {}),
            ...how.headers,
          },
          agent: false,
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(pieces).toString(),
            }),
          );
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.setTimeout(20_000, () => sent.destroy(new Error(`no answer within 20 s: ${method} ${url}`)));
      sent.end(how.body);
    });
  }

  /** Sends fields and files as a browser does. */
  post(url: string, parts: readonly SentPart[], how: { headers?: Record<string, string>; from?: string } = {}) {
    const boundary = `----${randomUUID()}`;
    return this.send('POST', url, {
      ...how,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...how.headers },
      body: multipart(boundary, parts),
    });
  }

  /** A form as it is handed out, and the moment in which a person has filled it in. */
  async token(url = '/appeal'): Promise<string> {
    this.ahead = 0;
    const page = await this.send('GET', url);
    this.ahead = 5_000;
    return hidden(page.body, 'token');
  }

  /** Fields of a form that is right but for what is said. */
  async filled(change: Readonly<Record<string, string>> = {}): Promise<SentPart[]> {
    const fields = {
      token: change['token'] ?? (await this.token()),
      l: 'en',
      about: 'affected',
      reference: '',
      platform: this.desk.platformId,
      subject: `https://t.me/wadi_${randomUUID().slice(0, 8)}`,
      report: '',
      claimed: 'researcher',
      reasons: 'This channel records propaganda; it does not spread it.',
      email: '',
      website: '',
      ...change,
    };
    return Object.entries(fields).map(([name, value]) => ({ name, value }));
  }

  /** A removal by that person, and the code that its notice carries. */
  async removed(): Promise<{ subjectId: string; decisionId: string; reference: string }> {
    const moderator = await this.desk.person('moderator');
    const subjectId = await this.desk.subject();
    const { decisionId } = await this.desk.remove(moderator, subjectId);
    const notices = this.app.get(NoticesService, { strict: false });
    const about = { kind: 'decision', id: decisionId };
    await inTransaction(this.database.dataSource, (manager) =>
      notices.queue(manager, {
        kind: 'statement_of_reasons',
        about,
        recipient: { kind: 'subject', id: subjectId },
        platformId: this.desk.platformId,
        language: 'en',
        subjectId,
        values: STATEMENT,
      }),
    );
    const [told] = await notices.read(this.database.dataSource.manager, about);
    return { subjectId, decisionId, reference: new URL(told?.link ?? '').searchParams.get('n') ?? '' };
  }

  /** What no process may do: a fact as it would stand at another time. */
  async asOwner(sql: string, parameters: readonly unknown[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      await client.query(`set session_replication_role = 'replica'`);
      await client.query(sql, [...parameters]);
    } finally {
      await client.end();
    }
  }

  /** Takes every step of appeals that is due. */
  async live(): Promise<void> {
    const life = this.app.get(AppealLifeService, { strict: false });
    for (let turn = 0; turn < 10; turn += 1) {
      const due = await this.desk.query<{ id: string }>(
        `select id from appeal_step where done_at is null and dropped_at is null and due_at <= clock_timestamp() order by due_at, id`,
      );
      if (due.length === 0) return;
      for (const step of due) await life.take(step.id);
    }
  }
}

const STATEMENT = {
  decision: 'D-1',
  subject: 'Wadi',
  decided_on: new Date('2026-11-01T10:00:00Z'),
  measures: 'Removed',
  territory: 'Everywhere',
  duration: 'Without end',
  ground: 'Law',
  policy: 'Terrorist content',
  facts: 'It called for violence.',
  source: 'A report',
  automated: 'Decided by a person',
  window: '6 months',
};

/** The value of a hidden field. */
export function hidden(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
}

export function multipart(boundary: string, parts: readonly SentPart[]): Buffer {
  const pieces = parts.flatMap(({ name, value, filename }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"` +
        (filename === undefined ? '' : `; filename="${filename}"\r\ncontent-type: application/octet-stream`) +
        '\r\n\r\n',
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Number and secret as a receipt shows them. */
export function receiptOf(page: string): { number: string; secret: string } {
  return {
    number: /id="number">\s*([^<\s]+)/.exec(page)?.[1] ?? '',
    secret: /id="secret">\s*([^<\s]+)/.exec(page)?.[1] ?? '',
  };
}
