import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { RequiresScope } from '@mizan/foundation/permissions.js';
import { FlagBatcherService } from './flag-batcher.service.js';
import { faultOf, flagLine, linkLine, subjectLine, type LineAnswer } from './flag-schemas.js';
import { IntakeService, type FlagAnswer } from './intake.service.js';
import { answerBatch, refusal } from './line-answers.js';
import { flagOfLine } from './received-flag.js';
import { MachineLinesService, type AnswerLines } from './machine-lines.service.js';
import { RelationsService } from './relations.service.js';

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
    private readonly lines: MachineLinesService,
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
    await this.lines.answer(request, reply, lines, async ([item]) => {
      const parsed = flagLine.safeParse(item?.value);
      if (!parsed.success) return [{ line: 1, ...refusal(faultOf(parsed.error)) }];
      return [{ line: 1, ...flagAnswer(await this.batcher.submit(key, flagOfLine(parsed.data))) }];
    });
  }

  @Post('subjects')
  @RequiresScope('subjects')
  async subjects(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const origin = { sourceId: key.sourceId, platformId: key.platformId };
    await this.lines.answer(request, reply, (items) =>
      answerBatch(items, subjectLine, async (list) =>
        (await this.relations.receiveSubjects(key, origin, list)).map(relationAnswer),
      ),
    );
  }

  @Post('links')
  @RequiresScope('subjects')
  async links(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const origin = { sourceId: key.sourceId, platformId: key.platformId };
    await this.lines.answer(request, reply, (items) =>
      answerBatch(items, linkLine, async (list) =>
        (await this.relations.receiveLinks(key, origin, list)).map(relationAnswer),
      ),
    );
  }
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
