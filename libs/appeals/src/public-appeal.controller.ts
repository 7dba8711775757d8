import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { Public } from '@mizan/foundation/permissions.js';
import { newId } from '@mizan/foundation/ids.js';
import { failureOf, sendPage } from './public-answer.js';
import { PublicBodies } from './public-bodies.js';
import type { SentForm } from './public-body.js';
import { PublicFilesService } from './public-files.service.js';
import { PublicFilingService } from './public-filing.service.js';
import { formPage } from './public-form-page.js';
import {
  bodyFaults,
  EMPTY_FORM,
  fieldOf,
  formFaults,
  readAppealForm,
  type AppealForm,
  type FormFault,
} from './public-form-rules.js';
import { PublicGate, type Let } from './public-gate.js';
import { isPublicLanguage, languageFor, type PublicLanguage } from './public-language-rules.js';
import { receiptPage } from './public-receipt-page.js';
import { writeFormToken, type KeptFile } from './public-token-rules.js';

/** The form by which people ask for a second look. Works without script, in six languages. */
@Public('people outside ask for a second look here; a form token and limits stand in for a session')
@Controller('appeal')
export class PublicAppealController {
  constructor(
    private readonly filing: PublicFilingService,
    private readonly files: PublicFilesService,
    private readonly bodies: PublicBodies,
    private readonly gate: PublicGate,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async show(
    @Query('n') reference: unknown,
    @Query('l') chosen: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageFor(chosen, request.headers['accept-language']);
    const form = { ...EMPTY_FORM, reference: typeof reference === 'string' ? reference.slice(0, 100) : '' };
    await this.sendForm(reply, language, { form, formId: newId(), files: [], faults: [] });
  }

  @Post()
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = languageFor(undefined, request.headers['accept-language']);
    if (this.bodies.isRefused(request)) {
      void reply.header('connection', 'close');
      const faults: FormFault[] = [{ field: 'files', word: 'tooLarge' }];
      return this.sendForm(reply, asked, { form: EMPTY_FORM, formId: newId(), files: [], faults, status: 413 });
    }
    const admitted = await this.gate.admit('appeal', request.ip);
    await this.bodies.read(request, admitted.free, async (sent) => {
      const chosen = fieldOf(sent, 'switch') || fieldOf(sent, 'l');
      await this.answer(reply, languageFor(chosen, request.headers['accept-language']), sent, admitted);
    });
  }

  private async answer(reply: FastifyReply, language: PublicLanguage, sent: SentForm, admitted: Let): Promise<void> {
    const form = readAppealForm(sent);
    const { formId, issuedAt, ours, fault: gateFault } = this.gate.check(sent, 'person');
    const { kept, faults: fileFaults } =
      ours && admitted.free ? await this.files.keep(formId, sent) : { kept: [], faults: [] };
    const again = { form, formId, issuedAt, files: kept };
    if (isPublicLanguage(fieldOf(sent, 'switch'))) return this.sendForm(reply, language, { ...again, faults: [] });
    if (!admitted.free) {
      const { fault, wait } = failureOf(admitted.error, language);
      return this.sendForm(reply, language, { ...again, faults: [fault, ...this.filesAgain(sent)], status: 429, wait });
    }
    const faults = [...bodyFaults(sent), ...(gateFault ? [gateFault] : []), ...formFaults(form), ...fileFaults];
    if (faults.length > 0) {
      const status = sent.faults.has('too_large') ? 413 : 400;
      return this.sendForm(reply, language, { ...again, faults, status });
    }
    try {
      const filed = await this.filing.file({ formId, form, language, files: kept });
      const token = writeFormToken(this.config.IDENTITY_KEY, this.clock.now());
      await sendPage(reply, language, receiptPage({ language, token, ...filed }), { status: 201 });
    } catch (error) {
      const { fault, status, wait } = this.gate.told(error, language);
      await this.sendForm(reply, language, { ...again, faults: [fault], status, wait });
    }
  }

  private filesAgain(sent: SentForm): FormFault[] {
    return sent.fields.has('kept') ? [{ field: 'files', word: 'filesAgain' }] : [];
  }

  private async sendForm(
    reply: FastifyReply,
    language: PublicLanguage,
    shown: {
      readonly form: AppealForm;
      readonly formId: string;
      readonly issuedAt?: Date;
      readonly files: readonly KeptFile[];
      readonly faults: readonly FormFault[];
      readonly status?: number;
      readonly wait?: number | undefined;
    },
  ): Promise<void> {
    const { form, formId, issuedAt = this.clock.now(), files, faults, status = 200, wait } = shown;
    const page = formPage({
      language,
      token: writeFormToken(this.config.IDENTITY_KEY, issuedAt, formId),
      form,
      platforms: await this.filing.platforms(),
      known: await this.filing.known(form.reference),
      files: this.files.shown(formId, files),
      faults,
      again: reply.request.method === 'POST',
    });
    await sendPage(reply, language, page, { status, wait });
  }
}
