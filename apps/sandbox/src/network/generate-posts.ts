import type { Language, NetworkPost } from './network.js';
import type { Random } from './random.js';
import { OPERATION_POSTS, STANDS_IN } from './wording.js';

export function operationPosts(random: Random, language: Language, standsIn: boolean): NetworkPost[] {
  const posts = range(random.int(3, 6)).map(() => post(random, random.pick(OPERATION_POSTS[language]), language, 0.35));
  return standsIn ? [post(random, STANDS_IN[language], language, 0.5), ...posts] : posts;
}

export function post(random: Random, text: string, language: Language, mediaShare = 0.1): NetworkPost {
  const kind = random.pick(['photo', 'photo', 'video', 'document'] as const);
  const mimeType = { photo: 'image/jpeg', video: 'video/mp4', document: 'application/pdf' }[kind];
  return {
    id: '',
    text: text.replace('{n}', String(random.int(2, 96))),
    language,
    hoursAgo: random.int(1, 240),
    media: random.chance(mediaShare)
      ? {
          kind,
          mimeType,
          bytes: random.size(900_000, 4),
          durationSeconds: kind === 'video' ? random.int(8, 600) : null,
        }
      : null,
  };
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
