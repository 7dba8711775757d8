import sharp from 'sharp';

/** A poster of the sample: what it says in both scripts, and its colours. */
export interface SamplePoster {
  readonly latin: string;
  readonly arabic: string;
  readonly ground: string;
  readonly shape: string;
  readonly figure: 'circles' | 'stripes' | 'peaks';
}

/** Neutral, invented, drawn by ourselves: no picture from outside is part of the sample. */
export const SAMPLE_POSTERS: readonly SamplePoster[] = [
  { latin: 'Market on Saturday', arabic: 'سوق يوم السبت', ground: '#f2e8d5', shape: '#c8553d', figure: 'circles' },
  { latin: 'Offer of the week', arabic: 'عرض الأسبوع', ground: '#173f5f', shape: '#f6d55c', figure: 'stripes' },
  { latin: 'Evening news at eight', arabic: 'نشرة الثامنة مساءً', ground: '#e9edf0', shape: '#2a6f77', figure: 'peaks' },
  { latin: 'Join our channel', arabic: 'انضموا إلى قناتنا', ground: '#3b2c4a', shape: '#e07a9b', figure: 'circles' },
  { latin: 'Open evening', arabic: 'أمسية مفتوحة', ground: '#dfeedd', shape: '#3f7d4e', figure: 'stripes' },
  { latin: 'Mountain walk', arabic: 'نزهة في الجبل', ground: '#d9e6f2', shape: '#37517e', figure: 'peaks' },
];

/** Size of a poster, in pixels. */
export const POSTER = { width: 1_080, height: 1_350 } as const;

/** The poster as a JPEG; letters come from a font of this machine, and are left out where it has none. */
export function drawPoster(poster: SamplePoster): Promise<Buffer> {
  return sharp(Buffer.from(posterSvg(poster)))
    .jpeg({ quality: 82 })
    .toBuffer();
}

function posterSvg({ latin, arabic, ground, shape, figure }: SamplePoster): string {
  const { width, height } = POSTER;
  const ink = isDark(ground) ? '#ffffff' : '#1b1b1b';
  const text = (y: number, size: number, words: string) =>
    `<text x="540" y="${y}" font-size="${size}" font-weight="700" text-anchor="middle" fill="${ink}" font-family="IBM Plex Sans Arabic, Noto Sans Arabic, DejaVu Sans, sans-serif">${words}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${ground}"/>
    <g fill="${shape}">${FIGURES[figure]}</g>
    ${text(1_030, 92, arabic)}${text(1_170, 68, latin)}
  </svg>`;
}

const FIGURES: Readonly<Record<SamplePoster['figure'], string>> = {
  circles: [140, 340, 540, 740, 940]
    .map((x, at) => `<circle cx="${x}" cy="${at % 2 ? 300 : 560}" r="${120 + 18 * at}" fill-opacity="0.8"/>`)
    .join(''),
  stripes: [0, 1, 2, 3, 4, 5]
    .map((at) => `<path d="M${at * 220 - 200} 0h110l300 860h-110z" fill-opacity="${0.45 + at * 0.1}"/>`)
    .join(''),
  peaks: '<path d="M0 860 330 220l240 430 170-290 340 500z"/><circle cx="880" cy="200" r="90" fill-opacity="0.6"/>',
};

/** By the mean of its three parts. */
function isDark(colour: string): boolean {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return parts.reduce((sum, part) => sum + part, 0) / 3 < 128;
}
