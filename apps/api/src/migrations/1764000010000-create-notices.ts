import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people outside are told, in their language, once. */
export class CreateNotices1764000010000 implements MigrationInterface {
  readonly name = 'CreateNotices1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
select 1;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
