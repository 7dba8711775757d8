// Writes .env.example from the one list of environment variables. Usage: node apps/cli/env-example.mjs [file]
import { writeFileSync } from 'node:fs';
import { ENVIRONMENT } from '@mizan/foundation/config.js';

const lines = [
  '# Every variable the desk reads. Generated from libs/foundation/src/config.ts by `npm run env-example`.',
  '',
];
for (const [name, schema] of Object.entries(ENVIRONMENT.shape)) {
  lines.push(`# ${schema.description ?? ''}`);
  const standard = schema.safeParse(undefined);
  const value = standard.success && standard.data !== undefined ? String(standard.data) : '';
  lines.push(`${standard.success ? '#' : ''}${name}=${value}`, '');
}
writeFileSync(process.argv[2] ?? '.env.example', lines.join('\n'));
