import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People swept up: their cases, remedies, passes to register again. */
export class CreateCollateral1764000012000 implements MigrationInterface {
  readonly name = 'CreateCollateral1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
select 1;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
