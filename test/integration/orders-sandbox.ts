import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { freePort } from '@mizan/foundation/embedded/free-port.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { newId } from '@mizan/foundation/ids.js';
import { ConnectorsService } from '@mizan/platforms/connectors.service.js';
import { PlatformKind } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { generateNetwork, SAMPLE_SEED } from '../../apps/sandbox/src/network/generate-network.js';
import { createSandbox } from '../../apps/sandbox/src/server.js';
import { testConfig } from './decisions-desk.js';

/** What the sandbox says that it did. */
export interface Effects {
  readonly orders: number;
  readonly effects: number;
  readonly duplicates: readonly string[];
  readonly list: readonly {
    order_id: string;
    native_id: string;
    direction: string;
    outcome: string;
    requests: number;
    effects: number;
  }[];
}

/** One thing that somebody can read in the sandbox. */
export interface Letter {
  readonly id: string;
  readonly box: string;
  readonly kind: string;
  readonly language: string;
  readonly subject_line: string;
  readonly text: string;
  readonly link: string | null;
  readonly requests: number;
  readonly shown: number;
}

export interface OrdersSandbox {
  /** Where it takes e-mail. */
  readonly mailUrl: string;
  /** What lies in a mailbox, newest first: `telegram <native id>`, `report <source> <external id>`, or an address. */
  letters(box: string): Promise<readonly Letter[]>;
  readonly platformId: string;
  readonly connectors: ConnectorsService;
  readonly url: string;
  /** The id of a channel of the pretend Telegram that no test has used yet; the desk does not know it. */
  nextChannel(): string;
  /** The same, made known to the desk. */
  channel(): Promise<{ subjectId: string; nativeId: string }>;
  misbehave(...faults: Readonly<Record<string, unknown>>[]): Promise<void>;
  effects(nativeId: string): Promise<Effects['list']>;
  isVisible(nativeId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** The pretend platforms on a free port, introduced to the desk as its platform `telegram`. */
export async function startOrdersSandbox(source: DataSource): Promise<OrdersSandbox> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-sandbox-'));
  const mailPort = await freePort();
  const app = createSandbox({
    SANDBOX_PORT: 0,
    SANDBOX_MAIL_PORT: mailPort,
    SANDBOX_DATA: folder,
    SANDBOX_SEED: SAMPLE_SEED,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const platforms = new PlatformsService(source, new AuditService(), testConfig());
  const actor = systemActor('test');
  const { id: platformId } = await platforms.save(actor, {
    code: 'telegram',
    kind: PlatformKind.telegram,
    name: 'Telegram',
    endpointUrl: `${url}/telegram`,
    ordersPerSecond: 10_000,
    paused: false,
  });
  const { secret } = await platforms.rotateSecret(actor, platformId);
  writeFileSync(path.join(folder, 'connection.json'), JSON.stringify({ secrets: { telegram: [secret] } }));
  const connectors = new ConnectorsService(platforms, new Clock(), testConfig());
  const channels = generateNetwork(SAMPLE_SEED).subjects.filter(
    (subject) => subject.platform === 'telegram' && subject.kind === 'channel',
  );
  const next = () => {
    const channel = channels.shift();
    if (!channel) throw new Error('The pretend Telegram has no more channels.');
    return channel;
  };
  const debug = async (): Promise<Effects> => (await (await fetch(`${url}/debug/effects`)).json()) as Effects;
  return {
    mailUrl: `smtp://127.0.0.1:${mailPort}?ignoreTLS=true`,
    letters: async (box) => {
      const answer = await fetch(`${url}/debug/mailbox?box=${encodeURIComponent(box)}`);
      return ((await answer.json()) as { list: Letter[] }).list;
    },
    platformId,
    connectors,
    url,
    nextChannel: () => next().nativeId,
    channel: async () => {
      const { nativeId, handle, title } = next();
      const subjectId = newId();
      await source.query(
        `insert into subject (id, platform_id, kind, native_id, handle, title) values ($1, $2, 'channel', $3, $4, $5)`,
        [subjectId, platformId, nativeId, handle, title],
      );
      return { subjectId, nativeId };
    },
    misbehave: async (...faults) => {
      const answer = await fetch(`${url}/debug/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    effects: async (nativeId) => (await debug()).list.filter((entry) => entry.native_id === nativeId),
    isVisible: async (nativeId) => {
      const state = await (
        await connectors.forPlatform(platformId)
      ).fetchState({ kind: 'channel', nativeId, handle: null });
      return state.outcome === 'found' && state.visible;
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
