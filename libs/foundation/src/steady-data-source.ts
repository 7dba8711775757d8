import { DataSource, type QueryRunner, type ReplicationMode } from 'typeorm';
import { isConnectionLoss, isPlainRead } from './connection-loss-rules.js';

/**
 * A pool in which reading survives the loss of a connection: a plain read outside of a transaction is asked once more, on
 * another connection. Whatever writes is not: whether it may be run again only its transaction knows (`inTransaction`).
 */
export class SteadyDataSource extends DataSource {
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner);
    const again = async (sql: string, parameters?: unknown[], structured?: true): Promise<unknown> => {
      const other = super.createQueryRunner(mode);
      try {
        return await (structured ? other.query(sql, parameters, true) : other.query(sql, parameters));
      } finally {
        await other.release();
      }
    };
    const steady = async (sql: string, parameters?: unknown[], structured?: true): Promise<unknown> => {
      try {
        return await (structured ? query(sql, parameters, true) : query(sql, parameters));
      } catch (error) {
        if (runner.isTransactionActive || !isConnectionLoss(error) || !isPlainRead(sql)) throw error;
        return again(sql, parameters, structured);
      }
    };
    return Object.assign(runner, { query: steady });
  }
}
