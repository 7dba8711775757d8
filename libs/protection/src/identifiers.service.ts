import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { rows } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { isReferenceFault, SubjectsService } from '@mizan/subjects/subjects.service.js';
import type { FieldFault } from './declaration-rules.js';
import type { IdentifierInput } from './entry-input-rules.js';
import {
  bylineOf,
  domainOf,
  freeHandle,
  freeText,
  IDENTIFIER_KINDS,
  keyText,
  type IdentifierKind,
  type PresentKey,
} from './identifier-rules.js';
import { MatchingService } from './matching.service.js';

/** A name that was understood: as it was written, as it is hashed, and the key a subject would have. */
export interface ReadIdentifier {
  readonly platformId: string | null;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly text: string;
  readonly key: PresentKey | null;
}

/** A name of an entry, opened. */
export interface OpenIdentifier {
  readonly id: string;
  readonly platformId: string | null;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly confirmed: boolean;
}

const SEALED = z.object({
  value: z.string(),
  key: z.object({ platformId: z.string(), kind: z.string(), value: z.string() }).nullable(),
});

/** The names by which entries are known: sealed for people, hashed for finding. */
@Injectable()
export class IdentifiersService {
  constructor(
    private readonly platforms: PlatformsService,
    private readonly subjects: SubjectsService,
    private readonly texts: PersonalText,
    private readonly matching: MatchingService,
  ) {}

  /** Reads what was typed; a fault names the place, `identifiers.2.value`. */
  async read(inputs: readonly IdentifierInput[]): Promise<{ read: ReadIdentifier[]; faults: FieldFault[] }> {
    const known = new Map((await this.platforms.list()).map((platform) => [platform.id, platform]));
    const read: ReadIdentifier[] = [];
    const faults: FieldFault[] = [];
    inputs.forEach((input, place) => {
      const platform = input.platformId === null ? null : known.get(input.platformId);
      const fault = (field: string, message: string) =>
        faults.push({ field: `identifiers.${place}.${field}`, message });
      if (platform === undefined) return fault('platformId', 'There is no such platform.');
      if (!IDENTIFIER_KINDS.includes(input.kind)) return fault('kind', 'account, handle, domain or byline.');
      if (platform === null && input.kind === 'account') return fault('platformId', 'An account is one of a platform.');
      const one = platform ? this.onPlatform(platform, input) : onAnyPlatform(input);
      if (one) read.push(one);
      else fault('value', 'This could not be understood.');
      return undefined;
    });
    return { read: [...new Map(read.map((one) => [`${one.kind} ${one.text}`, one])).values()], faults };
  }

  private onPlatform(platform: Platform, input: IdentifierInput): ReadIdentifier | null {
    const { kind } = input;
    const value = input.value.trim();
    if (kind === 'domain' || kind === 'byline') return onAnyPlatform({ ...input, platformId: null });
    const reference =
      kind === 'account'
        ? { nativeId: value, kind: input.subjectKind ?? ('account' as const) }
        : /^https?:\/\//i.test(value)
          ? { url: value }
          : { handle: value };
    const found = this.subjects.read(platform.kind, reference);
    const [first] = isReferenceFault(found) ? [] : found.keys;
    if (!first) return null;
    const key = { platformId: platform.id, kind: first.kind, value: first.value };
    // A bare number says nothing without its kind; the platform's own form of it does, also in a file.
    return { platformId: platform.id, kind, value: kind === 'account' ? first.value : value, text: keyText(key), key };
  }

  /** Names that the entry has already are left as they are. */
  async add(
    manager: EntityManager,
    entry: { readonly id: string; readonly keyId: string },
    identifiers: readonly ReadIdentifier[],
  ): Promise<void> {
    for (const one of identifiers) {
      const sealed = await this.texts.seal(manager, entry.keyId, JSON.stringify({ value: one.value, key: one.key }));
      await manager.query(
        `insert into protected_identifier (id, protected_person_id, platform_id, kind, sealed_value, value_hmac)
         values ($1, $2, $3, $4, $5, $6) on conflict (protected_person_id, kind, value_hmac) where removed_at is null do nothing`,
        [newId(), entry.id, one.platformId, one.kind, sealed, this.matching.hash(one.text)],
      );
    }
  }

  /** True when each of the names is one of an entry that is not revoked. */
  async areKnown(manager: EntityManager, identifiers: readonly ReadIdentifier[]): Promise<boolean> {
    const [row] = await rows<{ known: boolean }>(
      manager,
      `select bool_and(exists (
         select from protected_identifier i join protected_person p on p.id = i.protected_person_id
         where i.value_hmac = decode(h, 'hex') and i.removed_at is null and p.state <> 'revoked')) as known
       from unnest($1::text[]) h`,
      [identifiers.map((one) => this.matching.hash(one.text).toString('hex'))],
    );
    return row?.known ?? false;
  }

  /** Throws nothing for ids that are not of this entry: they are not there. */
  async remove(manager: EntityManager, entryId: string, ids: readonly string[]): Promise<number> {
    const gone = await rows(
      manager,
      `update protected_identifier set removed_at = clock_timestamp(), sealed_value = null
       where protected_person_id = $1 and id = any($2::uuid[]) and removed_at is null returning id`,
      [entryId, ids],
    );
    return gone.length;
  }

  /** The names an entry has now, readable; those that were erased are left out. */
  async open(
    manager: EntityManager,
    entry: { readonly id: string; readonly keyId: string },
  ): Promise<OpenIdentifier[]> {
    return (await this.opened(manager, entry)).map(({ key: _key, ...shown }) => shown);
  }

  /** Keys that a subject of this entry would have. */
  async keys(manager: EntityManager, entry: { readonly id: string; readonly keyId: string }): Promise<PresentKey[]> {
    return (await this.opened(manager, entry)).flatMap(({ key }) => (key ? [key] : []));
  }

  private async opened(
    manager: EntityManager,
    entry: { readonly id: string; readonly keyId: string },
  ): Promise<(OpenIdentifier & { key: PresentKey | null })[]> {
    const found = await rows<{
      id: string;
      platformId: string | null;
      kind: IdentifierKind;
      sealed: Buffer;
      confirmed: boolean;
    }>(
      manager,
      `select id, platform_id as "platformId", kind, sealed_value as sealed, confirmed from protected_identifier
       where protected_person_id = $1 and removed_at is null and sealed_value is not null order by added_at, id`,
      [entry.id],
    );
    const texts = await this.texts.openMany(
      manager,
      found.map(({ sealed }) => ({ keyId: entry.keyId, sealed })),
    );
    return found.flatMap(({ sealed: _sealed, ...row }, place) => {
      const text = texts[place];
      return text ? [{ ...row, ...SEALED.parse(JSON.parse(text)) }] : [];
    });
  }
}

function onAnyPlatform({ kind, value }: IdentifierInput): ReadIdentifier | null {
  if (kind === 'account') return null;
  const name = kind === 'domain' ? domainOf(value) : kind === 'byline' ? bylineOf(value) : freeHandle(value);
  return name === null ? null : { platformId: null, kind, value: value.trim(), text: freeText(kind, name), key: null };
}
