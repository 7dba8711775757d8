import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { newId } from '@mizan/foundation/ids.js';
import { Public } from '@mizan/foundation/permissions.js';
import { failureOf, sendPage } from './public-answer.js';
import { PublicBodies } from './public-bodies.js';
import type { SentForm } from './public-body.js';
import { PublicFilesService } from './public-files.service.js';
import { bodyFaults, fieldOf, textFaults, type FormFault } from './public-form-rules.js';
import { PublicGate, type CheckedToken, type Let } from './public-gate.js';
import { isPublicLanguage, languageFor, type PublicLanguage } from './public-language-rules.js';
import { statusPage, type StatusPage } from './public-status-page.js';
import { PublicStatusService } from './public-status.service.js';
import { writeFormToken, type KeptFile } from './public-token-rules.js';

/** Where people follow their appeal by number and secret, and answer what they are asked. */
@Public('people outside follow their appeal here, by its number and secret')
@Controller('appeal/status')
export class PublicStatusController {
  constructor(
    private readonly status: PublicStatusService,
    private readonly files: PublicFilesService,
    private readonly bodies: PublicBodies,
    private readonly gate: PublicGate,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async show(
    @Query('n') number: unknown,
    @Query('l') chosen: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageFor(chosen, request.headers['accept-language']);
    await this.send(reply, language, newId(), { number: typeof number === 'string' ? number.slice(0, 100) : '' });
  }

  @Post()
  @HttpCode(200)
  async follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = languageFor(undefined, request.headers['accept-language']);
    if (this.bodies.isRefused(request)) {
      void reply.header('connection', 'close');
      return this.send(reply, asked, newId(), { faults: [{ field: 'files', word: 'tooLarge' }] }, { status: 413 });
    }
    const admitted = await this.gate.admit('status', request.ip);
    await this.bodies.read(request, admitted.free, async (sent) => {
      const chosen = fieldOf(sent, 'switch') || fieldOf(sent, 'l');
      const language = languageFor(chosen, request.headers['accept-language']);
      const typed = {
        number: fieldOf(sent, 'number').slice(0, 100),
        secret: fieldOf(sent, 'secret').slice(0, 100),
        answer: fieldOf(sent, 'answer'),
      };
      const token = this.gate.check(sent, 'button');
      try {
        await this.answer(reply, language, sent, { typed, token, admitted });
      } catch (error) {
        const { fault, status, wait } = this.gate.told(error, language);
        await this.send(reply, language, token.formId, { ...typed, faults: [fault] }, { status, wait });
      }
    });
  }

  private async answer(reply: FastifyReply, language: PublicLanguage, sent: SentForm, came: Came): Promise<void> {
    const { typed, token, admitted } = came;
    if (!admitted.free) {
      const { fault, wait } = failureOf(admitted.error, language);
      return this.send(reply, language, token.formId, { ...typed, faults: [fault] }, { status: 429, wait });
    }
    const id = await this.status.open(typed.number, typed.secret);
    if (id === null) {
      const faults: FormFault[] = [{ field: 'form', word: 'notFound' }];
      const page = { number: typed.number, faults };
      return this.send(reply, language, token.formId, page, { status: 404 });
    }
    const code = fieldOf(sent, 'code').slice(0, 100);
    if (code !== '') {
      const right = await this.status.confirm(id, code);
      const faults: FormFault[] = right ? [] : [{ field: 'code', word: 'badCode' }];
      const page = { ...typed, view: await this.status.view(id), faults };
      return this.send(reply, language, token.formId, page, { status: right ? 200 : 400 });
    }
    const questionId = fieldOf(sent, 'question');
    if (questionId === '' || isPublicLanguage(fieldOf(sent, 'switch'))) {
      return this.send(reply, language, token.formId, { ...typed, view: await this.status.view(id) });
    }
    const { kept, faults: fileFaults } = token.ours
      ? await this.files.keep(token.formId, sent)
      : { kept: [], faults: [] };
    const faults = [
      ...bodyFaults(sent),
      ...(token.fault ? [token.fault] : []),
      ...textFaults('answer', typed.answer),
      ...fileFaults,
    ];
    if (faults.length === 0) {
      try {
        await this.status.answer(id, questionId, typed.answer, kept);
        const view = await this.status.view(id);
        return await this.send(reply, language, newId(), { ...typed, answer: '', answered: true, view });
      } catch (error) {
        faults.push(this.gate.told(error, language).fault);
      }
    }
    const page = { ...typed, view: await this.status.view(id), faults, kept };
    await this.send(reply, language, token.formId, page, { status: sent.faults.has('too_large') ? 413 : 400 });
  }

  private async send(
    reply: FastifyReply,
    language: PublicLanguage,
    formId: string,
    { kept = [], ...page }: Partial<StatusPage> & { readonly kept?: readonly KeptFile[] },
    how: { readonly status?: number; readonly wait?: number | undefined } = {},
  ): Promise<void> {
    const token = writeFormToken(this.config.IDENTITY_KEY, this.clock.now(), formId);
    const files = this.files.shown(formId, kept);
    const empty = { number: '', secret: '', view: null, answer: '', answered: false, faults: [] };
    await sendPage(reply, language, statusPage({ ...empty, ...page, language, token, files }), how);
  }
}

interface Came {
  readonly typed: { readonly number: string; readonly secret: string; readonly answer: string };
  readonly token: CheckedToken;
  readonly admitted: Let;
}
