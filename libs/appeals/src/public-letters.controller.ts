import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '@mizan/foundation/errors.js';
import { Public } from '@mizan/foundation/permissions.js';
import { FONT_FILES } from './public-style.js';

const load = createRequire(import.meta.url);
const read = new Map<string, Buffer>();

/** The typefaces of the public pages, from our own origin. */
@Public('typefaces; they belong to pages that anybody may open')
@Controller('appeal/letters')
export class PublicLettersController {
  @Get(':name')
  async letters(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const file = Object.hasOwn(FONT_FILES, name) ? FONT_FILES[name] : undefined;
    if (file === undefined) throw notFound('file');
    const bytes = read.get(name) ?? (await readFile(load.resolve(file)));
    read.set(name, bytes);
    await reply
      .headers({ 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' })
      .send(bytes);
  }
}
