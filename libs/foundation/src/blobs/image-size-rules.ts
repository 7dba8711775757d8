import { sniffMediaType } from './media-type-rules.js';

/** Most pixels of an image that is decoded; a phone's camera takes 12 to 50 million. */
export const MOST_PIXELS = 50_000_000;

/**
 * Pixels that a PNG, JPEG, GIF, WebP or AVIF declares, read without decoding anything; null when it declares none. Sources:
 * PNG (W3C) 11.2.1, JPEG (ITU T.81) B.2.2, GIF89a 18, WebP (RFC 9649) 2.5 to 2.7, HEIF (ISO 23008-12) 6.5.3.
 */
export function declaredPixels(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (sniffMediaType(bytes)) {
      case 'image/png':
        return area(view.getUint32(16), view.getUint32(20));
      case 'image/gif':
        return area(view.getUint16(6, true), view.getUint16(8, true));
      case 'image/jpeg':
        return ofJpeg(view);
      case 'image/webp':
        return ofWebp(view);
      case 'image/avif':
        return ofAvif(bytes, view);
      default:
        return null;
    }
  } catch (error) {
    // Cut off before it said how large it is.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const area = (width: number, height: number): number | null => width * height || null;

/** Goes from segment to segment until the frame header; pictures inside the metadata are skipped with it. */
function ofJpeg(view: DataView): number | null {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return area(view.getUint16(at + 7), view.getUint16(at + 5));
    // The scan begins, or the file ends, without a frame.
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 0 : view.getUint16(at + 2));
  }
}

function ofWebp(view: DataView): number | null {
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return area(1 + uint24(view, 24), 1 + uint24(view, 27));
    case 0x5650384c: {
      // VP8L
      const bits = view.getUint32(21, true);
      return area(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 0x56503820: // VP8
      return area(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return null;
  }
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** The largest of all its parts (`ispe`): a grid names each tile and the whole. */
function ofAvif(bytes: Uint8Array, view: DataView): number | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let largest: number | null = null;
  for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
    largest = Math.max(largest ?? 0, view.getUint32(at + 8) * view.getUint32(at + 12)) || null;
  }
  return largest;
}
