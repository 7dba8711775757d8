/**
 * One plain address and nothing else: no display name, no list, no quoted part, no line break (RFC 5321 4.1.2 without its
 * quoted forms; at most 254 bytes by erratum 1690 of RFC 3696).
 */
export function isEmailAddress(text: string): boolean {
  const trimmed = text.trim();
  return (
    Buffer.byteLength(trimmed) <= 254 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/.test(
      trimmed,
    )
  );
}
