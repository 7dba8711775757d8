import { invalid } from '@mizan/foundation/errors.js';
import type { ImportKind } from './import.entity.js';
import type { IntakeDirectory } from './intake-directory.service.js';
import { isTimeZone } from './local-time-rules.js';

/** What is said of a file before it is read. Platform, source and policy by id or by code. */
export interface ImportRequest {
  readonly kind: string;
  readonly fileName: string;
  readonly platform?: string | null;
  readonly source?: string | null;
  readonly policy?: string | null;
  readonly zone?: string | null;
}

export interface CheckedImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly platformId: string | null;
  readonly sourceId: string | null;
  readonly policyId: string | null;
  readonly zone: string | null;
}

/**
 * Checks what is said of a file. An export needs a platform: the one that is named, else the only one of kind telegram. A
 * batch needs a source: the one that is named, else the only one that refers. Throws INVALID_INPUT naming the field.
 */
export function checkImport(request: ImportRequest, directory: IntakeDirectory): CheckedImport {
  const kind = kindOf(request.kind);
  const fileName = request.fileName
    .replace(/^.*[\\/]/s, '')
    .trim()
    .slice(0, 255);
  if (fileName === '' || fileName.includes('\0')) throw invalid('fileName', 'A file has a name.');
  if (request.zone && !isTimeZone(request.zone)) throw invalid('zone', 'No such time zone.');
  const platforms = [...directory.platforms.values()];
  const sources = [...directory.sources.values()].filter((source) => source.active);
  const named = byName(platforms, request.platform, 'platform');
  const telegram = platforms.filter((platform) => platform.kind === 'telegram');
  if (kind === 'telegram_export' && named && named.kind !== 'telegram') {
    throw invalid('platform', 'An export of Telegram belongs to a platform of that kind.');
  }
  const platform = named ?? (kind === 'telegram_export' ? only(telegram, 'platform') : null);
  const referring = sources.filter((source) => source.kind === 'referral');
  const source =
    byName(sources, request.source, 'source') ?? (kind === 'referral_batch' ? only(referring, 'source') : null);
  const policy = byName([...directory.policies.values()], request.policy, 'policy');
  return {
    kind,
    fileName,
    platformId: platform?.id ?? null,
    sourceId: source?.id ?? null,
    policyId: policy?.id ?? null,
    zone: request.zone || null,
  };
}

function kindOf(kind: string): ImportKind {
  if (kind === 'telegram_export' || kind === 'referral_batch') return kind;
  throw invalid('kind', 'A file is a telegram_export or a referral_batch.');
}

function byName<Row extends { readonly id: string; readonly code: string }>(
  list: readonly Row[],
  name: string | null | undefined,
  field: string,
): Row | null {
  if (!name) return null;
  const found = list.find((row) => row.id === name || row.code === name);
  if (!found) throw invalid(field, `No such ${field}.`);
  return found;
}

function only<Row>(list: readonly Row[], field: string): Row {
  const [first, second] = list;
  if (!first || second) throw invalid(field, `Say which ${field} it is.`);
  return first;
}
