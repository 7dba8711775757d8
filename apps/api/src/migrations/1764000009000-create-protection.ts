import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Protected persons, what matches them, signals. */
export class CreateProtection1764000009000 implements MigrationInterface {
  readonly name = 'CreateProtection1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
select 1;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
