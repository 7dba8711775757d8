import { Readable } from 'node:stream';
import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { AppError } from '@mizan/foundation/errors.js';
import { RequiresScope } from '@mizan/foundation/permissions.js';
import { inBatches } from './batches.js';
import { FlagBatcherService } from './flag-batcher.service.js';
import { faultOf, flagLine, linkLine, subjectLine, type LineAnswer } from './flag-schemas.js';
import { bodyFault, readJsonItems, readNdjson, type InputItem } from './input-items.js';
import { FileFault, lineRefused } from './intake.errors.js';
import { IntakeService, type FlagAnswer } from './intake.service.js';
import { answerBatch, refusal } from './line-answers.js';
import { flagOfLine } from './received-flag.js';
import { RelationsService } from './relations.service.js';
import { bodyOf, sentType } from './streamed-bodies.js';

/** Lines that are taken in together. */
const LINES = 1_000;

type AnswerLines = (items: InputItem[]) => Promise<LineAnswer[]>;

/**
 * What machines send: one JSON object, a JSON list, or NDJSON of any length. A list and a stream are answered line by
 * line while they are read; one object is answered as itself (202, or problem JSON naming the field).
 */
@Controller('v1')
export class IntakeController {
  constructor(
    private readonly intake: IntakeService,
    private readonly batcher: FlagBatcherService,
    private readonly relations: RelationsService,
  ) {}

  @Post('flags')
  @RequiresScope('flags')
  async flags(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const origin = { sourceId: key.sourceId, platformId: key.platformId };
    await this.intake.mustFlag(origin);
    const lines: AnswerLines = (items) =>
      answerBatch(items, flagLine, async (list) =>
        (await this.intake.receive(key, origin, list.map(flagOfLine))).map(flagAnswer),
      );
    await answer(request, reply, lines, async ([item]) => {
      const parsed = flagLine.safeParse(item?.value);
      if (!parsed.success) return [{ line: 1, ...refusal(faultOf(parsed.error)) }];
      return [{ line: 1, ...flagAnswer(await this.batcher.submit(key, flagOfLine(parsed.data))) }];
    });
  }

  @Post('subjects')
  @RequiresScope('subjects')
  async subjects(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const origin = { sourceId: key.sourceId, platformId: key.platformId };
    await answer(request, reply, (items) =>
      answerBatch(items, subjectLine, async (list) =>
        (await this.relations.receiveSubjects(key, origin, list)).map(relationAnswer),
      ),
    );
  }

  @Post('links')
  @RequiresScope('subjects')
  async links(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const origin = { sourceId: key.sourceId, platformId: key.platformId };
    await answer(request, reply, (items) =>
      answerBatch(items, linkLine, async (list) =>
        (await this.relations.receiveLinks(key, origin, list)).map(relationAnswer),
      ),
    );
  }
}

async function answer(
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

/** The callback of the reader sets it; the compiler does not see that. */
function isList(shape: 'list' | 'single'): boolean {
  return shape === 'list';
}

async function* again<Item>(first: IteratorResult<Item, void>, rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  if (!first.done) yield first.value;
  yield* rest;
}

async function* answersOf(items: AsyncIterable<InputItem[]>, lines: AnswerLines): AsyncGenerator<LineAnswer[]> {
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

function flagAnswer(one: FlagAnswer): Omit<LineAnswer, 'line'> {
  return one.status === 'refused'
    ? refusal(one.fault)
    : {
        status: 'accepted',
        repeated: one.repeated,
        flag_id: one.flagId,
        case_id: one.caseId,
        ...(one.subjectId === null ? {} : { subject_id: one.subjectId }),
      };
}

function relationAnswer(
  one: Awaited<ReturnType<RelationsService['receiveSubjects']>>[number],
): Omit<LineAnswer, 'line'> {
  if (one.status === 'refused') return refusal(one.fault);
  return { status: 'accepted', ...(one.subjectId === null ? {} : { subject_id: one.subjectId }) };
}
