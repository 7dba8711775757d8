import type { DataSource } from 'typeorm';
import { newId } from '@mizan/foundation/ids.js';

/** Puts a subject into the register as a declared person does: it may be protected. Answers the entry. */
export async function declareProtected(source: DataSource, subjectId: string): Promise<string> {
  const [keyId, entryId] = [newId(), newId()];
  await source.query(`insert into personal_key (id, key) values ($1, '\\x01')`, [keyId]);
  await source.query(
    `insert into protected_person (id, class, key_id, expires_at) values ($1, 'journalist', $2, clock_timestamp() + interval '30 days')`,
    [entryId, keyId],
  );
  await source.query(
    `insert into protected_subject (subject_id, protected_person_id, strength, certain) values ($1, $2, 'may_be', true)`,
    [subjectId, entryId],
  );
  return entryId;
}

/** The same of a media service whose declaration two people verified. */
export async function verifyMedia(
  source: DataSource,
  subjectId: string,
  verifiers: readonly [string, string],
): Promise<string> {
  const entryId = await declareProtected(source, subjectId);
  for (const verifier of verifiers)
    await source.query(
      `insert into protected_verification (protected_person_id, term, content_no, verifier_id, method) values ($1, 1, 1, $2, 'public_record')`,
      [entryId, verifier],
    );
  await source.query(
    `update protected_person set state = 'verified', term = 1, verified_content_no = 1, verified_at = clock_timestamp(),
       media_declaration = true, media_verified = true where id = $1`,
    [entryId],
  );
  await source.query(`update protected_subject set strength = 'protected' where protected_person_id = $1`, [entryId]);
  return entryId;
}
