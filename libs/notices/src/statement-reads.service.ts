import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Statement } from './statement.entity.js';

/** Statements of decisions that somebody may see, loaded once for an operation (its GraphQL context). */
@Injectable()
export class StatementReadsService {
  readonly ofDecisions = new OperationLoader<Statement[]>(async (decisionIds) => {
    const found = await this.source.manager.find(Statement, {
      where: { decisionId: In([...decisionIds]) },
      order: { number: 'ASC' },
    });
    const lists = new Map<string, Statement[]>();
    for (const statement of found)
      lists.set(statement.decisionId, [...(lists.get(statement.decisionId) ?? []), statement]);
    return lists;
  });

  constructor(private readonly source: DataSource) {}
}
