import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What one operation may ask for; each counts through fragments. */
export interface OperationLimits {
  /** Fields below one another. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Field 1, field with fields 2 plus 1.5 times what lies in it (the formula of graphql-armor). */
  readonly cost: number;
  /** Rows of pages that lie in pages: the product of their `first` along one path. */
  readonly rows: number;
  /** The same response key written again in one selection. */
  readonly repeats: number;
  /** Operations and fragments of one document. */
  readonly definitions: number;
}

/** Words of the document; the parser stops there (graphql-armor's default). */
export const MAX_TOKENS = 1_000;

/**
 * Limits for operations that were not known when the desk was built. Numbers: goals 6.2, from graphql-armor's defaults;
 * depth is the deepest that the desk's own screens need.
 */
export const LIMITS: OperationLimits = {
  depth: 8,
  aliases: 15,
  directives: 50,
  cost: 5_000,
  rows: 10_000,
  repeats: 5,
  definitions: 60,
};

/** Page size assumed when `first` is missing or a variable: the largest that any list gives. */
const ASSUMED_PAGE = 100;
const OBJECT_COST = 2;
const SCALAR_COST = 1;
const DEPTH_FACTOR = 1.5;

type Measured = Omit<OperationLimits, 'definitions'>;
const NOTHING: Measured = { depth: 0, aliases: 0, directives: 0, cost: 0, rows: 1, repeats: 0 };
const ENDLESS: Measured = {
  depth: Infinity,
  aliases: Infinity,
  directives: Infinity,
  cost: Infinity,
  rows: Infinity,
  repeats: Infinity,
};

/**
 * Measures every operation of a document by its text alone, in time linear in its length: each fragment is measured
 * once, a fragment that contains itself is endless, and no name (`__schema` and the like) is left out
 * (GHSA-733v-p3h5-qpq7: a cost limit was passed by by naming a fragment `__schema`).
 */
export function measureDocument(document: DocumentNode): OperationLimits {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const known = new Map<string, Measured | 'open'>();

  const fragment = (name: string): Measured => {
    const before = known.get(name);
    if (before) return before === 'open' ? ENDLESS : before;
    const definition = fragments.get(name);
    if (!definition) return NOTHING;
    known.set(name, 'open');
    const inside = selection(definition.selectionSet);
    const measured = { ...inside, directives: inside.directives + (definition.directives?.length ?? 0) };
    known.set(name, measured);
    return measured;
  };

  const field = (node: FieldNode): Measured => {
    const aliases = node.alias ? 1 : 0;
    const directives = node.directives?.length ?? 0;
    if (!node.selectionSet) return { ...NOTHING, depth: 1, aliases, directives, cost: SCALAR_COST };
    const inside = selection(node.selectionSet);
    return {
      depth: 1 + inside.depth,
      aliases: aliases + inside.aliases,
      directives: directives + inside.directives,
      cost: OBJECT_COST + DEPTH_FACTOR * inside.cost,
      rows: pageOf(node) * inside.rows,
      repeats: inside.repeats,
    };
  };

  const selection = (set: SelectionSetNode): Measured => {
    const keys = new Map<string, number>();
    let sum = NOTHING;
    for (const node of set.selections) {
      const directives = node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        keys.set(key, (keys.get(key) ?? 0) + 1);
        sum = together(sum, field(node));
      } else {
        const inside = node.kind === Kind.FRAGMENT_SPREAD ? fragment(node.name.value) : selection(node.selectionSet);
        sum = together(sum, { ...inside, directives: inside.directives + directives });
      }
    }
    return { ...sum, repeats: Math.max(sum.repeats, ...keys.values()) };
  };

  let worst = NOTHING;
  for (const operation of operations) {
    const inside = selection(operation.selectionSet);
    const directives =
      (operation.directives?.length ?? 0) +
      (operation.variableDefinitions ?? []).reduce((count, variable) => count + (variable.directives?.length ?? 0), 0);
    worst = larger(worst, { ...inside, directives: inside.directives + directives });
  }
  // Fragments that no operation spreads are validated too, so they are measured too.
  for (const name of fragments.keys()) worst = larger(worst, fragment(name));
  return { ...worst, definitions: document.definitions.length };
}

/** What an operation takes of a person's budget: its cost, and the rows that its pages may bring. */
export function budgetCost(measured: OperationLimits): number {
  return Math.ceil(measured.cost + measured.rows);
}

/** The first limit that is passed, or null. */
export function passedLimit(measured: OperationLimits, limits: OperationLimits = LIMITS): keyof OperationLimits | null {
  const names: readonly (keyof OperationLimits)[] = [
    'definitions',
    'depth',
    'aliases',
    'directives',
    'repeats',
    'rows',
    'cost',
  ];
  return names.find((name) => measured[name] > limits[name]) ?? null;
}

function pageOf(node: FieldNode): number {
  const first = node.arguments?.find((argument) => argument.name.value === 'first');
  if (!first) return 1;
  return first.value.kind === Kind.INT ? Math.max(1, Number(first.value.value)) : ASSUMED_PAGE;
}

function together(a: Measured, b: Measured): Measured {
  return {
    ...larger(a, b),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    cost: a.cost + b.cost,
  };
}

function larger(a: Measured, b: Measured): Measured {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: Math.max(a.aliases, b.aliases),
    directives: Math.max(a.directives, b.directives),
    cost: Math.max(a.cost, b.cost),
    rows: Math.max(a.rows, b.rows),
    repeats: Math.max(a.repeats, b.repeats),
  };
}
