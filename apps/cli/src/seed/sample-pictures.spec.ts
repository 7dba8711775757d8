import sharp from 'sharp';
import { drawPoster, POSTER, SAMPLE_POSTERS } from './sample-pictures.js';

it('draws posters that differ, all of one size, and none without letters and shapes', async () => {
  const drawn = await Promise.all(SAMPLE_POSTERS.map(drawPoster));
  expect(new Set(drawn.map((bytes) => bytes.toString('base64'))).size).toBe(SAMPLE_POSTERS.length);
  for (const bytes of drawn) {
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', ...POSTER });
    const { channels } = await sharp(bytes).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(10);
  }
});
