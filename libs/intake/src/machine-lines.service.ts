import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '@mizan/foundation/errors.js';
import { inBatches } from './batches.js';
import { bodyFault, readJsonItems, readNdjson, type InputItem } from './input-items.js';
import { FileFault, lineRefused } from './intake.errors.js';
import { answerBatch, refusal, type AnsweredLine, type LineResult } from './line-answers.js';
import { bodyOf, sentType } from './streamed-bodies.js';

export type { AnsweredLine, LineResult } from './line-answers.js';
export type { InputItem } from './input-items.js';

/** Lines that are taken in together. */
const LINES = 1_000;

export type AnswerLines = (items: InputItem[]) => Promise<AnsweredLine[]>;

/**
 * How machines send: one JSON object, a JSON list, or NDJSON of any length. A list and a stream are answered line by line
 * while they are read; one object is answered as itself (202, or problem JSON naming the field). Routes that use it are
 * named in `streamed-bodies.ts`.
 */
@Injectable()
export class MachineLinesService {
  /** Answers the request; `single` takes one object, where that goes another way than a list. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    lines: AnswerLines,
    single: AnswerLines = lines,
  ): Promise<void> {
    const type = sentType(request);
    if (/^application\/(?:x-)?nd-?json|^application\/jsonl/.test(type)) {
      await reply
        .code(200)
        .type('application/x-ndjson')
        .send(readableOf(ndjsonAnswers(readNdjson(bodyOf(request)), lines)));
      return;
    }
    if (!/^application\/json\b/.test(type)) {
      throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'invalid', 'Send application/json or application/x-ndjson.', {
        field: 'content-type',
      });
    }
    let shape: 'list' | 'single' = 'single';
    const items = readJsonItems(bodyOf(request), (found) => (shape = found));
    const first = await items.next();
    if (isList(shape)) {
      await reply
        .code(200)
        .type('application/json')
        .send(readableOf(listAnswers(again(first, items), lines)));
      return;
    }
    await items.next();
    const [only] = await single(first.done ? [{ line: 1, value: undefined, fault: null, raw: null }] : first.value);
    if (only?.error) throw lineRefused(only.error);
    const { line: _line, ...body } = only ?? { line: 1 };
    await reply.code(202).type('application/json').send(body);
  }

  /** Lines checked one by one and handed on together; the answers come in the order of the lines. */
  check<Line>(
    items: readonly InputItem[],
    schema: z.ZodType<Line>,
    receive: (lines: Line[]) => Promise<readonly LineResult[]>,
  ): Promise<AnsweredLine[]> {
    return answerBatch(items, schema, receive);
  }
}

/** The callback of the reader sets it; the compiler does not see that. */
function isList(shape: 'list' | 'single'): boolean {
  return shape === 'list';
}

async function* again<Item>(first: IteratorResult<Item, void>, rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  if (!first.done) yield first.value;
  yield* rest;
}

async function* answersOf(items: AsyncIterable<InputItem[]>, lines: AnswerLines): AsyncGenerator<AnsweredLine[]> {
  let last = 0;
  try {
    for await (const batch of inBatches(items, LINES)) {
      last = batch.at(-1)?.line ?? last;
      yield await lines(batch);
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    yield [{ line: last + 1, ...refusal(bodyFault(error)) }];
  }
}

async function* ndjsonAnswers(items: AsyncIterable<InputItem[]>, lines: AnswerLines): AsyncGenerator<string> {
  for await (const answers of answersOf(items, lines)) yield answers.map((one) => `${JSON.stringify(one)}\n`).join('');
}

async function* listAnswers(items: AsyncIterable<InputItem[]>, lines: AnswerLines): AsyncGenerator<string> {
  let before = '[';
  for await (const answers of answersOf(items, lines)) {
    yield answers.map((one, index) => `${index === 0 ? before : ',\n'}${JSON.stringify(one)}`).join('');
    before = ',\n';
  }
  yield before === '[' ? '[]' : ']';
}

function readableOf(texts: AsyncGenerator<string>): Readable {
  return Readable.from(texts, { objectMode: false, highWaterMark: 1_048_576 });
}
