// Writes src/gql: one typed module for each folder that has operations (so that a screen's documents load with the screen),
// the hash of every operation, and operations.json: what the server runs in production (sha256 -> document).
// With --check nothing is written: ends with 1 and names what is not current.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print, visit } from 'graphql';

const src = join(import.meta.dirname, 'src');
const committed = join(src, 'gql');
const checking = process.argv.includes('--check');
const out = checking ? mkdtempSync(join(tmpdir(), 'mizan-gql-')) : committed;
const schemaText = readFileSync(join(import.meta.dirname, '../api/schema.graphql'), 'utf8');

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.name.endsWith('.graphql') ? [path] : [];
  });

/** The cache asks for __typename everywhere; saying so here keeps the sent document and the allowed one the same. */
const withTypenames = (document) =>
  visit(document, {
    SelectionSet(node, _key, parent) {
      const named = node.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename');
      if (named || parent?.kind === Kind.OPERATION_DEFINITION) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
      return { ...node, selections: [...node.selections, typename] };
    },
  });

const documents = filesIn(src)
  .sort()
  .map((location) => ({
    location,
    document: withTypenames(parse(readFileSync(location, 'utf8'), { noLocation: true })),
  }));

const fragments = new Map();
for (const { document } of documents) {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
}

/** The fragments a definition needs, with theirs. */
const fragmentsOf = (definition, found = new Map()) => {
  visit(definition, {
    FragmentSpread(node) {
      const name = node.name.value;
      const fragment = fragments.get(name);
      if (!fragment) throw new Error(`No fragment ${name}.`);
      if (found.has(name)) return;
      found.set(name, fragment);
      fragmentsOf(fragment, found);
    },
  });
  return found;
};

mkdirSync(out, { recursive: true });
const written = new Set();
const write = (file, content) => {
  writeFileSync(join(out, file), content);
  written.add(file);
};

const modules = new Map();
for (const { location, document } of documents) {
  const name = basename(dirname(location));
  modules.set(name, [...(modules.get(name) ?? []), ...document.definitions]);
}

const hashes = {};
const operations = {};
for (const [name, definitions] of modules) {
  const needed = new Map();
  for (const definition of definitions) fragmentsOf(definition, needed);
  const own = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (own.length === 0) continue;
  const ownFragments = definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && !needed.has(one.name.value),
  );
  const document = { kind: Kind.DOCUMENT, definitions: [...needed.values(), ...ownFragments, ...own] };
  const content = await codegen({
    filename: `${name}.ts`,
    schema: parse(schemaText),
    schemaAst: buildSchema(schemaText),
    documents: [{ location: `${name}.graphql`, document }],
    config: {
      enumType: 'string-literal',
      scalars: { ID: 'string', DateTime: 'string', JSONObject: 'Readonly<Record<string, unknown>>' },
      defaultScalarType: 'unknown',
      useTypeImports: true,
      immutableTypes: true,
      nonOptionalTypename: true,
      skipTypeNameForRoot: true,
      inlineFragmentTypes: 'combine',
      dedupeFragments: true,
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationTypes },
  });
  // Kinds are an enumeration in graphql's types and plain strings in a document.
  const constants = [...needed].map(
    ([fragment, node]) => `const ${fragment} = ${JSON.stringify(node)} as unknown as FragmentDefinitionNode;`,
  );
  const exported = own.map((operation) => {
    const operationName = operation.name.value;
    const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
    const type = `TypedDocumentNode<${operationName}${kind}, ${operationName}${kind}Variables>`;
    const definitions = [JSON.stringify(operation), ...fragmentsOf(operation).keys()].join(', ');
    return `export const ${operationName}Document = { kind: 'Document', definitions: [${definitions}] } as unknown as ${type};`;
  });
  const imports = [
    "import type { TypedDocumentNode } from '@apollo/client';",
    ...(constants.length > 0 ? ["import type { FragmentDefinitionNode } from 'graphql';"] : []),
  ];
  write(`${name}.ts`, [...imports, content, ...constants, ...exported, ''].join('\n'));
  for (const operation of own) {
    const operationName = operation.name.value;
    if (operationName in hashes) throw new Error(`Two operations are called ${operationName}.`);
    const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsOf(operation).values()] });
    const hash = createHash('sha256').update(text).digest('hex');
    hashes[operationName] = hash;
    operations[hash] = text;
  }
}

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
write('operations.json', `${JSON.stringify(sorted(operations), null, 1)}\n`);
write(
  'hashes.ts',
  `/** sha256 of every operation by its name; the server knows the text. */\nexport const operationHashes: Readonly<Record<string, string>> = ${JSON.stringify(sorted(hashes), null, 2)};\n`,
);

for (const file of readdirSync(out)) if (!written.has(file)) rmSync(join(out, file));

if (checking) {
  const textOf = (folder, name) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return undefined;
    }
  };
  const names = new Set([...readdirSync(out), ...readdirSync(committed)]);
  const stale = [...names].filter((name) => textOf(out, name) !== textOf(committed, name));
  rmSync(out, { recursive: true, force: true });
  if (stale.length > 0) {
    process.stderr.write(`Not current: ${stale.join(', ')}. Write them anew with: node apps/web/codegen.mjs\n`);
    process.exit(1);
  }
}
