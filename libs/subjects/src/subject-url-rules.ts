import type { KeyPlatform } from './subject-key-rules.js';

/** The canonical public address of a subject, for a person to copy; null when it has none. Never fetched by the desk's pages. */
export function subjectUrl(
  platform: KeyPlatform,
  subject: { readonly handle: string | null; readonly nativeId: string | null },
): string | null {
  const { handle, nativeId } = subject;
  if (platform === 'telegram') return handle === null ? null : `https://t.me/${encodeURIComponent(handle)}`;
  if (platform === 'tamtam') return handle === null ? null : `https://tt.me/${encodeURIComponent(handle)}`;
  if (platform !== 'matrix') return null;
  const id = handle ?? nativeId;
  return id === null || !/^[@#!]/.test(id) ? null : `https://matrix.to/#/${encodeURIComponent(id)}`;
}
