import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { removeData, startDesk, newDataFolder, type TestDesk } from '../support/desk.js';

/** Clients that send at the same time, each one flag after the other. */
const CLIENTS = 4;
const SUBJECTS = 25;

interface Acknowledged {
  readonly externalId: string;
  readonly flagId: string;
}

describe('flags that were acknowledged', () => {
  let desk: TestDesk;
  let key: string;
  const dataFolder = newDataFolder();

  beforeAll(async () => {
    desk = await startDesk({ dataFolder });
    const connection = JSON.parse(readFileSync(path.join(dataFolder, 'sandbox/connection.json'), 'utf8')) as {
      desk: { keys: Record<string, string> };
    };
    key = connection.desk.keys['telegram'] ?? '';
  }, 180_000);
  afterAll(async () => {
    await desk.stop();
    removeData(dataFolder);
  });

  async function send(externalId: string): Promise<{ flagId: string; repeated: boolean } | null> {
    const subject = Number(/\d+$/.exec(externalId)?.[0] ?? 0) % SUBJECTS;
    const answer = await fetch(`http://127.0.0.1:${new URL(desk.url).port}/v1/flags`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ external_id: externalId, subject: `t.me/kept_channel_${subject}`, reason: 'a report' }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (answer?.status !== 202) {
      await answer?.body?.cancel().catch(() => undefined);
      return null;
    }
    const body = (await answer.json().catch(() => null)) as { flag_id: string; repeated?: boolean } | null;
    return body && { flagId: body.flag_id, repeated: body.repeated ?? false };
  }

  async function sendUntil(stopped: () => boolean, client: number, acknowledged: Acknowledged[]): Promise<void> {
    for (let count = 0; !stopped(); count += 1) {
      const externalId = `client-${client}-${count}`;
      const answer = await send(externalId);
      if (answer) acknowledged.push({ externalId, flagId: answer.flagId });
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('are all there, once, after kill -9 of API, worker, database and job queue while more arrive', async () => {
    const acknowledged: Acknowledged[] = [];
    let stopped = false;
    const clients = Promise.all(
      Array.from({ length: CLIENTS }, (_each, client) => sendUntil(() => stopped, client, acknowledged)),
    );
    const progress = async (more: number) => {
      const wanted = acknowledged.length + more;
      const end = Date.now() + 60_000;
      while (acknowledged.length < wanted) {
        if (Date.now() > end) throw new Error(`Nothing was acknowledged any more:\n${desk.output()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    try {
      await progress(100);
      for (const victim of ['API', 'worker', 'API', 'postgres', 'redis', 'API'] as const) {
        const servers = desk.servers();
        const pid = victim === 'postgres' || victim === 'redis' ? servers[victim] : desk.children()[victim];
        if (pid) process.kill(pid, 'SIGKILL');
        await progress(100);
      }
    } finally {
      stopped = true;
      await clients;
    }

    const client = new pg.Client({ connectionString: desk.environment['DATABASE_URL'] });
    await client.connect();
    try {
      const { rows } = await client.query<{ found: number; wanted: number }>(
        `select count(flag.id)::int as found, count(*)::int as wanted
           from unnest($1::uuid[]) as wanted (id) left join flag on flag.id = wanted.id`,
        [acknowledged.map(({ flagId }) => flagId)],
      );
      expect(rows[0]).toEqual({ found: acknowledged.length, wanted: acknowledged.length });
      const { rows: doubles } = await client.query<{ doubles: number }>(
        `select (select count(*) from flag)::int - (select count(*) from flag_key)::int as doubles`,
      );
      expect(doubles[0]?.doubles).toBe(0);
    } finally {
      await client.end();
    }
    expect(new Set(acknowledged.map(({ flagId }) => flagId)).size).toBe(acknowledged.length);

    const again = acknowledged.filter((_each, index) => index % 10 === 0);
    for (const { externalId, flagId } of again) expect(await send(externalId)).toEqual({ flagId, repeated: true });
  }, 300_000);
});
