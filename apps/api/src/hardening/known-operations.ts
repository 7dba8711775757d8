import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sha256 } from '@mizan/foundation/ids.js';

/** Operations by the SHA-256 (hex) of their text. */
export type KnownOperations = ReadonlyMap<string, string>;

const FILE = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));

/** Made with the web client's generated types, so that client and server know the same texts. */
const BUILT_WITH_THE_WEB = fileURLToPath(new URL('../../../web/src/gql/operations.json', import.meta.url));

/** Thrown at start: an allow list that cannot be trusted is worse than none. */
export class OperationsFileError extends Error {
  override readonly name = 'OperationsFileError';
}

/**
 * Reads the allow list (JSON: hash to text); `file` undefined = the one made with the web client, and an empty list
 * when that was never made. Throws OperationsFileError when a text does not have the hash it stands under.
 */
export function readKnownOperations(file: string | undefined): KnownOperations {
  const path = file ?? BUILT_WITH_THE_WEB;
  if (file === undefined && !existsSync(path)) return new Map();
  const parsed = FILE.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new OperationsFileError(`OPERATIONS_FILE: ${path} is not a list of hashes and texts.`);
  const entries = Object.entries(parsed.data);
  for (const [hash, text] of entries) {
    if (hashOf(text) !== hash) throw new OperationsFileError(`OPERATIONS_FILE: the text of ${hash} has another hash.`);
  }
  return new Map(entries);
}

/** SHA-256 of an operation's text, as clients send it. */
export function hashOf(text: string): string {
  return sha256(text).toString('hex');
}
