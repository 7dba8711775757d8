import { Injectable } from '@nestjs/common';
import type { JobProcessor } from './job-definition.js';

const NAME = /^[a-z][a-z0-9-]*$/;

/** The processors of this process; every lib's worker module registers its own when the module starts. */
@Injectable()
export class JobRegistry {
  private readonly byName = new Map<string, JobProcessor>();

  /** Throws when the name is taken or unusable, or when there is no due view that could bring lost work back. */
  register(processor: JobProcessor): void {
    const { name, due } = processor.definition;
    if (!NAME.test(name)) throw new Error(`Not usable as a name of a kind of job: ${name}`);
    if (this.byName.has(name)) throw new Error(`Two processors are called ${name}.`);
    if (!/\$1/.test(due) || !/\bdue_at\b/i.test(due)) {
      throw new Error(`The due view of ${name} must give (id, due_at) up to $1::timestamptz.`);
    }
    this.byName.set(name, processor);
  }

  all(): readonly JobProcessor[] {
    return [...this.byName.values()];
  }

  find(name: string): JobProcessor | undefined {
    return this.byName.get(name);
  }
}
