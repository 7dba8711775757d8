import fc from 'fast-check';
import sharp from 'sharp';
import { declaredPixels } from './image-size-rules.js';

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#345' } }).withExif({ IFD0: { Artist: 'nobody' } });

describe('the pixels that an image declares', () => {
  it.each([
    ['png', () => drawn(31, 17).png()],
    ['jpeg', () => drawn(31, 17).jpeg()],
    ['progressive jpeg', () => drawn(31, 17).jpeg({ progressive: true })],
    ['gif', () => drawn(31, 17).gif()],
    ['webp', () => drawn(31, 17).webp()],
    ['lossless webp', () => drawn(31, 17).webp({ lossless: true })],
    ['bare webp', () => sharp({ create: { width: 31, height: 17, channels: 3, background: '#345' } }).webp()],
    ['avif', () => drawn(31, 17).avif()],
  ] as const)('are read from a %s', async (_name, encode) => {
    expect(declaredPixels(await encode().toBuffer())).toBe(31 * 17);
  });

  it('are not those of a preview inside the metadata', async () => {
    const preview = await drawn(900, 900).jpeg().toBuffer();
    const segment = Buffer.concat([
      Buffer.from([0xff, 0xe1, (preview.length + 2) >> 8, (preview.length + 2) & 255]),
      preview,
    ]);
    const whole = await drawn(20, 10).jpeg().toBuffer();
    expect(declaredPixels(Buffer.concat([whole.subarray(0, 2), segment, whole.subarray(2)]))).toBe(200);
  });

  it('are null for what is cut off before it says them, and for what is no image', async () => {
    const whole = await drawn(31, 17).jpeg().toBuffer();
    expect(declaredPixels(whole.subarray(0, 40))).toBeNull();
    expect(declaredPixels(Buffer.from('%PDF-1.7'))).toBeNull();
    expect(declaredPixels(Buffer.alloc(0))).toBeNull();
  });

  it('are a number or null for whatever bytes follow a beginning that is known', () => {
    const beginnings = [
      '89504e470d0a1a0a',
      'ffd8ff',
      '474946383961',
      '5249464600000000574542505650',
      '0000002066747970617669660000',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), (beginning, rest) => {
        const pixels = declaredPixels(Buffer.concat([Buffer.from(beginning, 'hex'), rest]));
        expect(pixels === null || (Number.isInteger(pixels) && pixels > 0)).toBe(true);
      }),
    );
  });
});
