import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OutboxHint } from './outbox-hint.js';

/** Makes the record ready before anything is written: partitions of the coming months, transaction ids after a restore. */
@Injectable()
export class AuditStart implements OnModuleInit {
  constructor(private readonly source: DataSource) {}

  async onModuleInit(): Promise<void> {
    OutboxHint.attach(this.source);
    await this.prepare();
  }

  async prepare(): Promise<void> {
    await this.source.query('select audit_resume()');
    await this.source.query('select ensure_month_partitions()');
  }
}
