import fc from 'fast-check';
import { forgetAnswers, once } from '@mizan/foundation/idempotency.js';
import { newId } from '@mizan/foundation/ids.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('one key, one effect', () => {
  let database: TestDatabase;
  let person: TestPerson;
  let effects: () => Promise<number>;

  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 20 });
    person = await createPerson(database.dataSource);
    effects = async () => {
      const found = await database.dataSource.query(
        "select count(*)::int as n from rate_bucket where key like 'effect:%'",
      );
      return found[0].n;
    };
  });
  beforeEach(() => database.dataSource.query("delete from rate_bucket where key like 'effect:%'"));
  afterAll(() => database.close());

  const change = (key: string, input: unknown, fail?: Error, operation = 'change') =>
    once(database.dataSource, person.acting, operation, key, input, async (manager) => {
      const id = newId();
      await manager.query('insert into rate_bucket (key, tokens, refilled_at) values ($1, 0, now())', [`effect:${id}`]);
      if (fail) throw fail;
      return { id, nested: { list: [1, null, 'x'] } };
    });

  it('gives a repetition the first answer and changes nothing', async () => {
    const key = newId();
    const first = await change(key, { a: 1, b: [2] });
    expect(await change(key, { b: [2], a: 1 })).toEqual(first);
    expect(await effects()).toBe(1);
  });

  it('has one effect and one answer for fifty at the same time', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 50 }, () => change(key, { a: 1 })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await effects()).toBe(1);
  });

  it('refuses the key for another input or another operation', async () => {
    const key = newId();
    await change(key, { a: 1 });
    await expect(change(key, { a: 2 })).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', kind: 'conflict' });
    await expect(change(key, { a: 1 }, undefined, 'other')).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(await effects()).toBe(1);
  });

  it('leaves no effect when the work fails, and the same key may be tried again', async () => {
    const key = newId();
    await expect(change(key, { a: 1 }, new Error('boom'))).rejects.toThrow('boom');
    expect(await effects()).toBe(0);
    await change(key, { a: 1 });
    expect(await effects()).toBe(1);
  });

  it('answers again when the first answer was lost after the commit', async () => {
    const key = newId();
    let committed: { id: string } | undefined;
    const lost = async () => {
      committed = await change(key, { a: 1 });
      throw new Error('the connection to the client broke');
    };
    await expect(lost()).rejects.toThrow('broke');
    expect(await change(key, { a: 1 })).toEqual(committed);
    expect(await effects()).toBe(1);
  });

  it('keeps the keys of two people apart', async () => {
    const key = newId();
    const other = await createPerson(database.dataSource);
    const mine = await change(key, {});
    const theirs = await once(database.dataSource, other.acting, 'change', key, {}, async () => ({ id: 'theirs' }));
    expect(theirs).not.toEqual(mine);
  });

  it('refuses a key that is no UUID by naming the field', async () => {
    await expect(change('1', {})).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'key' } });
  });

  it('forgets answers after 72 hours and not before', async () => {
    const [old, young] = [newId(), newId()];
    const first = await change(old, {});
    await change(young, {});
    await database.dataSource.query(
      "update idempotency_key set created_at = created_at - interval '73 hours' where key = $1",
      [old],
    );
    expect(await forgetAnswers(database.dataSource)).toBe(1);
    expect((await change(old, {})).id).not.toBe(first.id);
  });

  it('holds for any mix of repeated keys in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 }), async (picks) => {
        const keys = Array.from({ length: 5 }, () => newId());
        const before = await effects();
        await Promise.all(picks.map((pick) => change(keys[pick] ?? '', { pick })));
        expect((await effects()) - before).toBe(new Set(picks).size);
      }),
      { numRuns: 15 },
    );
  });
});
