import type { FastifyRequest } from 'fastify';
import type { PageLanguage } from './page/words.js';

/** What the reader chose, else what their browser prefers. */
export function languageOf(request: FastifyRequest): PageLanguage {
  const chosen = /(?:^|;\s*)language=(ar|en)\b/.exec(request.headers.cookie ?? '')?.[1];
  if (chosen) return chosen === 'ar' ? 'ar' : 'en';
  return /^\s*ar\b/i.test(request.headers['accept-language'] ?? '') ? 'ar' : 'en';
}
