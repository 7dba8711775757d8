import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { readConfig } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { freePort } from '@mizan/foundation/embedded/free-port.js';
import { newId } from '@mizan/foundation/ids.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { WordingsService } from '@mizan/notices/wordings.service.js';
import { PlatformKind } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { SandboxProcess } from '@mizan/platforms/sandbox-process.builders.js';
import { generateNetwork, SAMPLE_SEED } from '../../apps/sandbox/src/network/generate-network.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis, type TestRedis } from '../support/redis.js';

jest.setTimeout(240_000);

const ROOT = path.resolve(__dirname, '../..');
const NOTICES = 240;
const MAILS = 40;

interface Mailbox {
  readonly notices: number;
  readonly duplicates: readonly string[];
  readonly list: readonly { readonly id: string; readonly box: string; readonly shown: number }[];
}

/** Real workers on one database, and a real sandbox that takes notices and e-mail. */
class Scene {
  private readonly workers = new Set<ChildProcess>();
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'mizan-notices-'));

  private constructor(
    readonly database: TestDatabase,
    readonly sandbox: SandboxProcess,
    readonly notices: NoticesService,
    readonly platformId: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(backend: Readonly<Record<string, string>>): Promise<Scene> {
    const database = await createTestDatabase({ entities: PLATFORMS_ENTITIES });
    await migrateJobQueues(database.url);
    const mailPort = await freePort();
    const sandbox = new SandboxProcess();
    await sandbox.start({ SANDBOX_MAIL_PORT: String(mailPort), SANDBOX_SEED: SAMPLE_SEED });
    const key = '00'.repeat(32);
    const environment = {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '10',
      ENCRYPTION_KEY: key,
      IDENTITY_KEY: key,
      LOG_LEVEL: 'silent',
      ALLOW_LOOPBACK_WEBHOOKS: 'true',
      MAIL_URL: `smtp://127.0.0.1:${mailPort}?ignoreTLS=true`,
      ...backend,
    };
    const config = readConfig(environment);
    const audit = new AuditService();
    const platforms = new PlatformsService(database.dataSource, audit, config);
    const actor = systemActor('test');
    const { id } = await platforms.save(actor, {
      code: 'telegram',
      kind: PlatformKind.telegram,
      name: 'Telegram',
      endpointUrl: sandbox.endpoint('telegram'),
      ordersPerSecond: 60,
      paused: false,
    });
    const { secret } = await platforms.rotateSecret(actor, id);
    sandbox.introduce({ secrets: { telegram: [secret] } });
    const wordings = new WordingsService(database.dataSource, audit);
    const notices = new NoticesService(wordings, new PersonalText(config), audit, config);
    return new Scene(database, sandbox, notices, id, environment);
  }

  async startWorker(): Promise<ChildProcess> {
    const { PATH, HOME } = process.env;
    const port = await freePort();
    const child = spawn(process.execPath, [path.join(ROOT, 'apps/worker/dist/main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH, HOME, ...this.environment, DATA_FOLDER: this.folder, WORKER_PORT: String(port) },
    });
    this.workers.add(child);
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
      if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    }, 60_000);
    return child;
  }

  async kill(child: ChildProcess | undefined): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.workers.delete(child);
  }

  /** One notice for each of so many accounts, and e-mail for so many people; all in one transaction each. */
  async tell(): Promise<void> {
    const accounts = generateNetwork(SAMPLE_SEED)
      .subjects.filter((subject) => subject.platform === 'telegram' && subject.kind === 'account')
      .slice(0, NOTICES);
    expect(accounts).toHaveLength(NOTICES);
    for (const { nativeId, handle, title } of accounts) {
      const subjectId = newId();
      await this.database.dataSource.query(
        `insert into subject (id, platform_id, kind, native_id, handle, title) values ($1, $2, 'account', $3, $4, $5)`,
        [subjectId, this.platformId, nativeId, handle, title],
      );
      await inTransaction(this.database.dataSource, (manager) =>
        this.notices.queue(manager, {
          kind: 'restriction_lifted',
          about: { kind: 'decision_of_test', id: subjectId },
          recipient: { kind: 'subject', id: subjectId },
          platformId: this.platformId,
          language: 'ar',
          subjectId,
          values: { subject: title, measures: 'x', decided_on: new Date() },
        }),
      );
    }
    for (let n = 0; n < MAILS; n += 1) {
      const id = newId();
      await inTransaction(this.database.dataSource, (manager) =>
        this.notices.queue(manager, {
          kind: 'appeal_received',
          about: { kind: 'appeal', id },
          recipient: { kind: 'appeal', id },
          platformId: this.platformId,
          language: 'en',
          address: `person-${n}@example.org`,
          values: { appeal: `A-${n}`, received_on: new Date(), due_on: new Date(), link: 'http://localhost/x' },
        }),
      );
    }
  }

  async sentCount(): Promise<number> {
    const [found] = await rows<{ n: number }>(
      this.database.dataSource.manager,
      `select count(*)::int as n from notice where state = 'sent'`,
    );
    return found?.n ?? 0;
  }

  async mailbox(): Promise<Mailbox> {
    return (await (await fetch(`${this.sandbox.origin()}/debug/mailbox`)).json()) as Mailbox;
  }

  async stop(): Promise<void> {
    for (const child of this.workers) await this.kill(child);
    await this.sandbox.stop();
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function story(backend: () => Readonly<Record<string, string>>, disturb: () => Promise<void>): void {
  it('tells everybody once, while workers are killed, the platform loses answers and the job queue is emptied', async () => {
    const scene = await Scene.start(backend());
    try {
      await scene.sandbox.setFaults([
        { kind: 'lost_after_effect', on: 'notices', share: 0.05 },
        { kind: 'server_error', on: 'notices', share: 0.05 },
      ]);
      // Some of it waits before any worker is there.
      await scene.tell();
      const [first, second] = await Promise.all([scene.startWorker(), scene.startWorker()]);
      await eventually(async () => expect(await scene.sentCount()).toBeGreaterThan(20), 60_000);
      await scene.kill(first);
      await disturb();
      const third = await scene.startWorker();
      await eventually(async () => expect(await scene.sentCount()).toBeGreaterThan(90), 60_000);
      await scene.kill(second);
      await scene.kill(third);
      expect(await scene.sentCount()).toBeLessThan(NOTICES + MAILS);
      await scene.sandbox.setFaults([]);
      await disturb();
      await Promise.all([scene.startWorker(), scene.startWorker()]);
      await eventually(async () => expect(await scene.sentCount()).toBe(NOTICES + MAILS), 120_000);
      const mailbox = await scene.mailbox();
      expect(mailbox.duplicates).toEqual([]);
      expect(mailbox.notices).toBe(NOTICES + MAILS);
      expect(new Set(mailbox.list.map((letter) => letter.box)).size).toBe(NOTICES + MAILS);
      const [recorded] = await rows<{ n: number }>(
        scene.database.dataSource.manager,
        `select count(*)::int as n from audit_event where kind = 'notice.sent'`,
      );
      expect(recorded?.n).toBe(NOTICES + MAILS);
    } finally {
      await scene.stop();
    }
  });
}

describe('notices with the job queue in PostgreSQL', () => {
  story(
    () => ({ QUEUE_BACKEND: 'postgres' }),
    async () => undefined,
  );
});

describeWithRedis('notices with the job queue in Redis', (redis: () => TestRedis) => {
  story(
    () => ({ QUEUE_BACKEND: 'redis', REDIS_URL: redis().url }),
    async () => {
      const client = new Redis(redis().url);
      await client.flushall();
      await client.quit();
    },
  );
});
