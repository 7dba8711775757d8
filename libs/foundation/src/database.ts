import type { EventEmitter } from 'node:events';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { isConnectionLoss, mayRunAgain } from './connection-loss-rules.js';
import { SteadyDataSource } from './steady-data-source.js';

type EntityList = NonNullable<DataSourceOptions['entities']>;

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly entities: EntityList;
  /** `mizan_app` for processes, `mizan_read` for metrics, undefined for migrations. */
  readonly role?: 'mizan_app' | 'mizan_read';
  readonly applicationName: string;
  /** Milliseconds; 0 = none. API: 5,000 (goals 6.2). */
  readonly statementTimeoutMs?: number;
}

/**
 * A connection that is cut in the moment in which it changes hands between pool and user has nobody who listens, and the
 * error would end the process. Whoever uses it next is told by its statement.
 */
export function surviveCut(client: EventEmitter): void {
  client.on('error', () => undefined);
}

/** Opens the pool. Every connection works under the given role, in UTC, and never sits idle in a transaction. */
export function databaseOptions(options: DatabaseOptions): DataSourceOptions {
  const settings = [
    ...(options.role ? [`-c role=${options.role}`] : []),
    '-c timezone=UTC',
    '-c idle_in_transaction_session_timeout=15000',
    ...(options.statementTimeoutMs ? [`-c statement_timeout=${options.statementTimeoutMs}`] : []),
  ];
  return {
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    synchronize: false,
    logging: false,
    migrationsTransactionMode: 'each',
    extra: {
      options: settings.join(' '),
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      onConnect: surviveCut,
    },
  };
}

export function createDataSource(options: DatabaseOptions): DataSource {
  return new SteadyDataSource(databaseOptions(options));
}

/** Rows of a raw statement. TypeORM wraps rows of UPDATE … RETURNING as [rows, count]; this gives the rows in all cases. */
export async function rows<Row extends object>(
  manager: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const result: unknown = await manager.query(sql, [...parameters]);
  if (!Array.isArray(result)) return [];
  if (result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') return result[0];
  return result;
}

export interface TransactionOptions {
  /** Default 5. */
  readonly attempts?: number;
  /** Running it again finds what the first run did, and answers the same (`once`). Default false. */
  readonly repeatable?: boolean;
}

/**
 * Runs the work in one transaction. Runs it again when that did nothing for sure: it lost a race (deadlock, serialisation
 * failure), or its connection ended before COMMIT was sent. When COMMIT was sent and no answer came it is run again only
 * if it is repeatable. Between the attempts lies a random pause of up to 20, 40, 80 … ms.
 */
export async function inTransaction<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  { attempts = 5, repeatable = false }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let committing = false;
    try {
      return await source.transaction(async (manager) => {
        const result = await work(manager);
        committing = true;
        return result;
      });
    } catch (error) {
      if (attempt >= attempts || !mayRunAgain(error, { committing, repeatable })) throw error;
      await pause(attempt);
    }
  }
}

/** Does once more what lost its connection; only for what may happen twice without harm, such as a time of last use. */
export async function twiceIfLost<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    await pause(1);
    return work();
  }
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** (attempt - 1)));
}

/** Thrown at start when the process's role could alter the record (settled: start fails then). */
export class UnsafeRoleError extends Error {}

/** Refuses to start when the current role could change or remove audit rows. */
export async function assertAuditIsAppendOnly(source: DataSource): Promise<void> {
  const [row] = await rows<{ can_alter: boolean }>(
    source.manager,
    `select rolsuper
        or has_table_privilege('audit_event', 'update') or has_table_privilege('audit_event', 'delete')
        or has_table_privilege('audit_event', 'truncate')
        or pg_has_role(current_user, (select relowner from pg_class where oid = 'audit_event'::regclass), 'usage') as can_alter
     from pg_roles where rolname = current_user`,
  );
  if (row?.can_alter !== false) {
    throw new UnsafeRoleError(
      'The database role of this process could alter the audit record. Use SET ROLE mizan_app.',
    );
  }
}
