import { Webhook } from 'standardwebhooks';

/**
 * Whether a request was signed by the desk with one of our secrets within the last five minutes, and for this very
 * thing: `id` is what the `webhook-id` header has to say.
 */
export function isSigned(
  secrets: readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  id: string,
): boolean {
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
  if (flat['webhook-id'] !== id) return false;
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, flat, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });
}
