/** Largest file that is kept, in bytes. */
export const MEDIA_LIMIT_BYTES = 20_971_520;

/** Bytes that no flag names are removed after so long. */
export const UNNAMED_MS = 24 * 3_600_000;

/** What is kept: raster images, sound and film. Nothing that a browser runs, and nothing that only says it is one of these. */
export const KEPT_MEDIA: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/ogg',
]);

/** A piece of evidence that may name kept bytes. */
interface MayNameMedia {
  readonly blobSha256?: string | null | undefined;
}

/** A fault of a flag for the media it names, or null. `kept` are the hashes of which bytes are there. */
export function mediaFault(
  evidence: readonly MayNameMedia[],
  category: string | null,
  kept: ReadonlySet<string>,
): { readonly field: string; readonly code: string; readonly message: string } | null {
  for (const [index, { blobSha256 }] of evidence.entries()) {
    if (!blobSha256) continue;
    const field = `evidence.${index}.media.sha256`;
    if (category === 'child_safety') {
      return { field, code: 'MEDIA_NOT_KEPT', message: 'Under a policy of child safety give the hash only.' };
    }
    if (!kept.has(blobSha256)) return { field, code: 'NOT_FOUND', message: 'No such media was sent.' };
  }
  return null;
}

/** All hashes that flags name. */
export function namedMedia(flags: readonly { readonly evidence: readonly MayNameMedia[] }[]): string[] {
  return [...new Set(flags.flatMap(({ evidence }) => evidence.flatMap(({ blobSha256 }) => blobSha256 ?? [])))];
}
