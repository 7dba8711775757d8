import { once } from 'node:events';
import { createServer } from 'node:http';
import { newId } from '@mizan/foundation/ids.js';
import type { ConnectorOrder, SubjectRef } from './connector.js';
import { connectorContract } from './connector-contract.js';
import { SandboxProcess } from './sandbox-process.builders.js';
import { newSigningSecret, signingKey } from './webhook-signature-rules.js';
import { WebhookConnector } from './webhook.connector.js';

const TIME_LIMIT_MS = 700;
const sandbox = new SandboxProcess();
const secret = newSigningSecret();

function keyOf(text: string): Buffer {
  const key = signingKey(text);
  if (!key) throw new Error('not a signing secret');
  return key;
}

function connectorTo(endpointUrl: string, keys: readonly Buffer[] = [keyOf(secret)]): WebhookConnector {
  return new WebhookConnector({
    endpointUrl,
    keys,
    allowLoopback: true,
    now: () => new Date(),
    limits: { timeoutMs: TIME_LIMIT_MS, answerBytes: 65_536 },
  });
}

const channels: SubjectRef[] = [];

/** Channels of the sandbox, read from its page: what the public sees. */
async function readChannels(): Promise<void> {
  const page = await (await fetch(`${sandbox.origin()}/telegram?what=channels`)).text();
  for (const [, nativeId = ''] of page.matchAll(/<li\s+data-id="([^"]+)"\s+class="card"/g)) {
    channels.push({ kind: 'channel', nativeId, handle: null });
  }
}

async function freshChannel(): Promise<SubjectRef> {
  const channel = channels.shift();
  if (!channel) throw new Error('no channels left');
  return channel;
}

beforeAll(async () => {
  await sandbox.start();
  sandbox.introduce({ secrets: { telegram: [secret] } });
  await readChannels();
}, 60_000);
afterAll(() => sandbox.stop());

connectorContract('the webhook connector, towards the sandbox platform', async () => ({
  connector: connectorTo(sandbox.endpoint('telegram')),
  platform: {
    freshChannel,
    missing: { kind: 'channel', nativeId: '999', handle: null },
    spoil: (how, times, on = 'orders') =>
      sandbox.setFaults([{ kind: how, on, times, hold_ms: 3 * TIME_LIMIT_MS, retry_after_seconds: 2 }]),
    shown: (noticeId) => sandbox.shown(noticeId),
    effects: async (orderId) => (await sandbox.effects(orderId)).effects,
    disconnect: () => sandbox.kill(),
    reconnect: () => sandbox.start(),
  },
}));

describe('the webhook connector, towards the sandbox platform', () => {
  const order = (subject: SubjectRef): ConnectorOrder => ({
    orderId: newId(),
    measure: 'remove_channel',
    scope: 'global',
    subject,
    priorState: null,
  });

  it('keeps what was done when the platform is killed and started again, and repeats nothing', async () => {
    const connector = connectorTo(sandbox.endpoint('telegram'));
    const subject = await freshChannel();
    const sent = order(subject);
    const first = await connector.apply(sent);
    await sandbox.kill();
    await sandbox.start();
    expect(await connector.fetchState(subject)).toMatchObject({ visible: false });
    expect(await connector.ask(sent.orderId)).toEqual(first);
    expect(await connector.apply(sent)).toEqual(first);
    expect(await sandbox.effects()).toMatchObject({ duplicates: [] });
    expect(await connector.undo(order(subject))).toMatchObject({ outcome: 'applied' });
    expect(await connector.fetchState(subject)).toMatchObject({ visible: true });
  });

  it('brings every order to an end with exactly one effect while the platform misbehaves in every way it can', async () => {
    const connector = connectorTo(sandbox.endpoint('telegram'));
    const kinds = ['rate_limit', 'server_error', 'timeout_after_effect', 'lost_after_effect', 'garbage', 'too_large'];
    await sandbox.setFaults(
      kinds.map((kind) => ({ kind, share: 0.06, hold_ms: 2 * TIME_LIMIT_MS })),
      'all at once',
    );
    const deliver = async (sent: ConnectorOrder): Promise<number> => {
      for (let attempt = 1; attempt <= 30; attempt += 1) {
        const asked = attempt === 1 ? null : await connector.ask(sent.orderId);
        const outcome = asked && asked.outcome !== 'not_received' ? asked : await connector.apply(sent);
        if (outcome.outcome === 'applied') return attempt;
        if (outcome.outcome !== 'unknown' && outcome.outcome !== 'deferred') throw new Error(outcome.outcome);
      }
      throw new Error('never applied');
    };
    const orders = channels.splice(0, 160).map((subject) => order(subject));
    const attempts: number[] = [];
    await Promise.all(
      Array.from({ length: 16 }, async (_worker, index) => {
        for (let at = index; at < orders.length; at += 16) {
          const next = orders[at];
          if (next) attempts.push(await deliver(next));
        }
      }),
    );
    await sandbox.setFaults([]);
    expect(attempts).toHaveLength(160);
    expect(Math.max(...attempts)).toBeGreaterThan(1);
    for (const { orderId } of orders) expect((await sandbox.effects(orderId)).effects).toBe(1);
    expect((await sandbox.effects()).duplicates).toEqual([]);
  }, 60_000);

  it('reaches the platform with the old and with the new secret while one is rotated', async () => {
    const fresh = newSigningSecret();
    const rotating = connectorTo(sandbox.endpoint('telegram'), [keyOf(fresh), keyOf(secret)]);
    expect(await rotating.apply(order(await freshChannel()))).toMatchObject({ outcome: 'applied' });
    sandbox.introduce({ secrets: { telegram: [fresh] } });
    expect(await rotating.apply(order(await freshChannel()))).toMatchObject({ outcome: 'applied' });
    sandbox.introduce({ secrets: { telegram: [secret] } });
  });

  it('ends as unknown, never as failed, when the signature or the path is wrong: a person can set that right', async () => {
    const forged = connectorTo(sandbox.endpoint('telegram'), [keyOf(newSigningSecret())]);
    const sent = order(await freshChannel());
    expect(await forged.apply(sent)).toEqual({ outcome: 'unknown', code: 'signature_refused' });
    expect(await forged.ask(sent.orderId)).toEqual({ outcome: 'unknown', code: 'signature_refused' });
    const lost = connectorTo(`${sandbox.origin()}/nowhere`);
    expect(await lost.apply(sent)).toEqual({ outcome: 'unknown', code: 'endpoint_missing' });
    expect(await sandbox.effects(sent.orderId)).toMatchObject({ orders: 0, effects: 0 });
  });

  it('sends nothing that is larger than 20 kB', async () => {
    const connector = connectorTo(sandbox.endpoint('telegram'));
    const sent = { ...order(await freshChannel()), priorState: 'x'.repeat(20_000) };
    expect(await connector.undo(sent)).toEqual({ outcome: 'failed', code: 'request_too_large' });
    expect(await sandbox.effects(sent.orderId)).toMatchObject({ orders: 0 });
  });

  it('names every subject by id or handle, and sends nothing about one that has neither', async () => {
    const connector = connectorTo(sandbox.endpoint('telegram'));
    const sent = order({ kind: 'channel', nativeId: null, handle: null });
    expect(await connector.apply(sent)).toEqual({ outcome: 'failed', code: 'subject_without_name' });
    expect(await connector.fetchState(sent.subject)).toEqual({ outcome: 'failed', code: 'subject_without_name' });
    expect(await sandbox.effects(sent.orderId)).toMatchObject({ orders: 0 });
    expect(await connector.fetchState({ kind: 'channel', nativeId: null, handle: 'wadi_main' })).toMatchObject({
      outcome: 'found',
    });
  });

  it('does not follow a redirect', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end('{"outcome":"applied"}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const address = elsewhere.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const redirecting = createServer((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/orders` }).end();
    }).listen(0, '127.0.0.1');
    await once(redirecting, 'listening');
    const from = redirecting.address();
    const connector = connectorTo(`http://127.0.0.1:${from !== null && typeof from === 'object' ? from.port : 0}`);
    expect(await connector.apply(order({ kind: 'channel', nativeId: '1', handle: null }))).toEqual({
      outcome: 'unknown',
      code: 'redirect_refused',
    });
    expect(visits).toBe(0);
    elsewhere.close();
    redirecting.close();
  });
});
