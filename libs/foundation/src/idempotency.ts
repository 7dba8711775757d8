import type { DataSource, EntityManager } from 'typeorm';
import type { ActingKey, ActingPerson } from './acting.js';
import { mayRunAgain } from './connection-loss-rules.js';
import { inTransaction, rows } from './database.js';
import { AppError, invalid, violatedConstraint } from './errors.js';
import { canonicalJson, isId, sha256 } from './ids.js';
import { preparedRows } from './prepared-statement.js';

/** What can be stored as an answer: JSON. Give ids, and load what they stand for afterwards. */
export type Jsonable =
  string | number | boolean | null | readonly Jsonable[] | { readonly [key: string]: Jsonable | undefined };

/** How long an answer is kept, in hours (goals 6.1). */
export const ANSWER_KEPT_HOURS = 72;

const TAKE_KEY = {
  name: 'take-key',
  text: `insert into idempotency_key (actor_id, key, operation, input_hash) values ($1, $2, $3, $4)
    on conflict (actor_id, key) do nothing returning key`,
};
const STORE_ANSWER = {
  name: 'store-answer',
  text: 'update idempotency_key set response = $3::jsonb where actor_id = $1 and key = $2 returning response',
};

/**
 * Does the work once for each (actor, key) and answers every repetition with the stored answer. The effect and the
 * answer commit together: work that throws leaves neither, so the same key may be tried again; an answer that got lost
 * on its way is given again. Repetitions at the same time wait for the first. `operation` and `input` (JSON; put a
 * keyed hash in place of a secret) must be what they were the first time: IDEMPOTENCY_CONFLICT otherwise.
 * INVALID_INPUT (field `key`) when the key is no UUID. Work must use the given manager and nothing else of the database.
 */
export async function once<T extends Jsonable>(
  source: DataSource,
  actor: ActingPerson | ActingKey,
  operation: string,
  key: string,
  input: unknown,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const hash = hashOf(operation, key, input);
  const run = async (manager: EntityManager): Promise<T> => {
    const first = await preparedRows(manager, TAKE_KEY, [actor.id, key, operation, hash]);
    if (first.length === 0) return storedAnswer<T>(manager, actor.id, key, hash);
    const answer = await work(manager);
    const stored = await preparedRows<{ response: T }>(manager, STORE_ANSWER, [actor.id, key, JSON.stringify(answer)]);
    return stored[0]?.response ?? answer;
  };
  // A commit without an answer is looked up by running again: the key finds what happened.
  return inTransaction(source, run, { repeatable: true });
}

/**
 * The same for work that may be one statement, which then is the whole transaction: it keeps its answer by KEEP_ANSWER. Of
 * two at the same time the second waits for the first at the key and then fails on it, which undoes all that it did. Such
 * a repetition, and whatever the statement has no answer to (null), is left to `work`, as in `once`.
 */
export async function onceInOneStatement<T, Kept extends Jsonable>(
  source: DataSource,
  actor: ActingPerson | ActingKey,
  operation: string,
  key: string,
  input: unknown,
  statement: (keeping: readonly [key: string, operation: string, inputHash: Buffer]) => Promise<T | null>,
  work: (manager: EntityManager) => Promise<Kept>,
): Promise<T | Kept> {
  const keeping = [key, operation, hashOf(operation, key, input)] as const;
  try {
    const answer = await statement(keeping);
    if (answer !== null) return answer;
  } catch (error) {
    const repeated = violatedConstraint(error) === 'idempotency_key_pkey';
    if (!repeated && !mayRunAgain(error, { committing: true, repeatable: true })) throw error;
  }
  return once(source, actor, operation, key, input, work);
}

/** Keeps the answer of a statement; after it comes `select actor, key, operation, input hash, answer as jsonb`. */
export const KEEP_ANSWER = 'insert into idempotency_key (actor_id, key, operation, input_hash, response)';

function hashOf(operation: string, key: string, input: unknown): Buffer {
  if (!isId(key)) throw invalid('key', 'The key of a change is a UUID made by the client.');
  return sha256(canonicalJson({ operation, input: input ?? null }));
}

async function storedAnswer<T>(manager: EntityManager, actorId: string, key: string, hash: Buffer): Promise<T> {
  const found = await rows<{ response: T; input_hash: Buffer }>(
    manager,
    'select response, input_hash from idempotency_key where actor_id = $1 and key = $2',
    [actorId, key],
  );
  const row = found[0];
  if (!row)
    throw new AppError('TRY_AGAIN', 'unavailable', 'The first answer was just forgotten; send the change again.');
  if (!row.input_hash.equals(hash)) {
    throw new AppError('IDEMPOTENCY_CONFLICT', 'conflict', 'This key was used for another change.', { field: 'key' });
  }
  return row.response;
}

/** Removes answers older than ANSWER_KEPT_HOURS; answers how many. */
export async function forgetAnswers(source: DataSource): Promise<number> {
  const gone = await rows(
    source.manager,
    `delete from idempotency_key where created_at < clock_timestamp() - make_interval(hours => $1) returning key`,
    [ANSWER_KEPT_HOURS],
  );
  return gone.length;
}
