import { Controller, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { once } from '@mizan/foundation/idempotency.js';
import { invalid } from '@mizan/foundation/errors.js';
import { sha256 } from '@mizan/foundation/ids.js';
import { Requires, RequiresRecentProof } from '@mizan/foundation/permissions.js';
import { ProtectedEvidenceService } from './protected-evidence.service.js';
import { fileRefused } from './protection.errors.js';
import { RegisterExportService } from './register-export.service.js';
import { RegisterImportService, type ImportReport } from './register-import.service.js';
import { fileOf } from './register-file-bodies.js';
import { REVEAL_REASONS } from './reveals.service.js';

/** Files of the register: evidence, and the register itself, in and out. */
@Controller('register')
export class RegisterFilesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly evidence: ProtectedEvidenceService,
    private readonly imports: RegisterImportService,
    private readonly exports: RegisterExportService,
  ) {}

  /** The body is the file itself, as `application/x-mizan-file`; `idempotency-key` is a UUID. Answers `{id}`. */
  @Post(':id/evidence')
  @HttpCode(201)
  @Requires('protection.declare')
  async addEvidence(
    @Acting() person: ActingPerson,
    @Param('id') entryId: string,
    @Query('name') name: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    const bytes = fileOf(request);
    const input = { entryId, hash: sha256(key ?? '', bytes).toString('hex') };
    const id = await once(this.dataSource, person, 'addProtectedEvidence', key ?? '', input, (manager) =>
      this.evidence.add(manager, person, entryId, { name: name ?? '', bytes }),
    );
    return { id };
  }

  /** The body is a register file, CSV or JSON. Answers what became of each line. */
  @Post('import')
  @HttpCode(200)
  @Requires('protection.declare')
  readFile(
    @Acting() person: ActingPerson,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<ImportReport> {
    const bytes = fileOf(request);
    const text = decode(bytes);
    const input = { hash: sha256(key ?? '', bytes).toString('hex') };
    return once<ImportReport>(this.dataSource, person, 'importRegister', key ?? '', input, (manager) =>
      this.imports.read(manager, person, text),
    );
  }

  /** Who everybody is, as a signed file: with a fresh proof of identity and a reason, and recorded entry by entry. */
  @Post('export')
  @HttpCode(200)
  @Requires('protection.reveal')
  @RequiresRecentProof()
  async writeFile(
    @Acting() person: ActingPerson,
    @Query('format') format: string | undefined,
    @Query('reason') reason: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (format !== 'csv' && format !== 'json') throw invalid('format', 'csv or json.');
    const known = REVEAL_REASONS.find((code) => code === reason);
    if (!known) throw invalid('reason', 'A reason of the list.', { allowed: REVEAL_REASONS });
    const text = await inTransaction(this.dataSource, (manager) =>
      this.exports.write(manager, person, { format, reason: known }),
    );
    void reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename="register.${format}"`);
    void reply.header('cache-control', 'no-store');
    return text;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fileRefused('format', 'The file is no UTF-8 text.');
  }
}
