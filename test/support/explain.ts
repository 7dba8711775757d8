import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/** One node of a plan as EXPLAIN (FORMAT JSON) gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly PlanNode[];
}

/**
 * Runs the statement as a connection that has planned it once and for all would (generic plan), inside the caller's
 * transaction, twice, and tells what the second run touched.
 */
export async function explainGeneric(
  manager: EntityManager,
  sql: string,
  literals: readonly string[],
): Promise<PlanNode> {
  await manager.query(`set local plan_cache_mode = force_generic_plan`);
  // Only our own: the services have theirs on the same connection.
  const [left] = await rows(manager, `select from pg_prepared_statements where name = 'probed'`);
  if (left) await manager.query('deallocate probed');
  await manager.query(`prepare probed as ${sql}`);
  // A connection's first run also reads the catalogue.
  await manager.query(`execute probed(${literals.join(', ')})`);
  const [row] = await rows<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    manager,
    `explain (analyze, buffers, timing off, format json) execute probed(${literals.join(', ')})`,
  );
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error('no plan came back');
  return plan;
}

/** Buffers that the node and all below it touched. */
export function buffersOf(node: PlanNode): number {
  return node['Shared Hit Blocks'] + node['Shared Read Blocks'];
}

/** Every node of the plan, the root first. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** The part of the plan that makes a CTE. */
export function cteOf(node: PlanNode, name: string): PlanNode {
  const found = nodesOf(node).find((candidate) => candidate['Subplan Name'] === `CTE ${name}`);
  if (!found) throw new Error(`the plan has no CTE ${name}`);
  return found;
}

/** Buffers of all that finds and locks cases: everything below their update, not the writing of rows and index entries. */
export function findingBuffers(plan: PlanNode): number {
  const update = nodesOf(plan).find(
    (node) => node['Node Type'] === 'ModifyTable' && node['Relation Name'] === 'review_case',
  );
  if (!update) throw new Error('the plan updates no case');
  return (update.Plans ?? []).reduce((sum, node) => sum + buffersOf(node), 0);
}
