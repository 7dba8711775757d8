// Encodes one image anew: the file on standard input, the new one on standard output. A process of its own for each, because
// the decoders are native code that reads what strangers send: a fault, a flood of memory or an endless loop ends here.
// Usage: node image-encoder-process.mjs <most pixels> <longest edge> <most bytes of memory>
// Ends with 0, 2 (cannot be decoded), 3 (too many pixels) or 4 (too much memory).
import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';

const [mostPixels, longestEdge, mostBytes] = process.argv.slice(2).map(Number);

// Only decoders of what is kept as an image; no vector, document or scientific format is even tried.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);
sharp.concurrency(1);
setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.exit(4);
}, 5).unref();

try {
  const input = sharp(readFileSync(0), {
    limitInputPixels: mostPixels,
    sequentialRead: true,
    failOn: 'error',
    pages: 1,
  });
  const { width, height, hasAlpha } = await input.metadata();
  if (width * height > mostPixels) process.exit(3);
  // Turned as the camera said, because what said it does not leave with the picture; no metadata is written.
  const drawn = input
    .autoOrient()
    .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const encoded = await (hasAlpha ? drawn.png({ compressionLevel: 6 }) : drawn.jpeg({ quality: 85 })).toBuffer();
  for (let written = 0; written < encoded.length;) written += writeSync(1, encoded, written);
} catch (error) {
  process.exit(/exceeds pixel limit/i.test(String(error)) ? 3 : 2);
}
