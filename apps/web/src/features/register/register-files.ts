import { askForProof, proofAskedIn } from '../../app/proof.js';
import { newKey } from '../../app/keys.js';

export interface ImportFault {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}
export interface ImportReport {
  readonly signed: 'own' | 'other' | 'none';
  readonly signer: string | null;
  readonly imported: number;
  readonly known: number;
  readonly faults: readonly ImportFault[];
}

/** Why a file was not taken: the server's code and its reason, or UNREACHABLE. */
export class FileRefused extends Error {
  constructor(
    readonly code: string,
    readonly reason: string | undefined,
  ) {
    super(code);
  }
}

const FILE_TYPE = 'application/x-mizan-file';

async function send(path: string, body: Blob | null): Promise<Response> {
  const headers: Record<string, string> = { 'x-mizan-csrf': '1', 'idempotency-key': newKey() };
  if (body) headers['content-type'] = FILE_TYPE;
  let answer: Response;
  try {
    answer = await fetch(path, { method: 'POST', headers, body, credentials: 'same-origin' });
  } catch {
    throw new FileRefused('UNREACHABLE', undefined);
  }
  if (answer.ok) return answer;
  const facts: unknown = await answer.json().catch(() => null);
  const proof = proofAskedIn(facts);
  if (proof && (await askForProof(proof))) return send(path, body);
  const code = textIn(facts, 'code') ?? 'UNREACHABLE';
  throw new FileRefused(code, textIn(facts, 'reason'));
}

function textIn(facts: unknown, name: string): string | undefined {
  if (typeof facts !== 'object' || facts === null) return undefined;
  const value: unknown = Object.entries(facts).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}

export async function addEvidence(entryId: string, file: File): Promise<void> {
  await send(`/register/${entryId}/evidence?${new URLSearchParams({ name: file.name }).toString()}`, file);
}

export async function importRegister(file: File): Promise<ImportReport> {
  const answer = await send('/register/import', file);
  const report: ImportReport = await answer.json();
  return report;
}

/** Saves the register as a signed file on the person's machine. */
export async function exportRegister(format: 'csv' | 'json', reason: string): Promise<void> {
  const answer = await send(`/register/export?${new URLSearchParams({ format, reason }).toString()}`, null);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `register.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
