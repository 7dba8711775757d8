import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appealAnswer, appealLine } from './appeal-schemas.js';

describe('what platforms send of appeals', () => {
  it('is taken as the document shows it, and answered so', () => {
    const [, text = ''] = readFileSync(path.resolve(__dirname, '../../../docs/PLATFORM-API.md'), 'utf8').split(
      '\n## The other direction: appeals',
    );
    const [sent, answered] = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example = '']): unknown =>
      JSON.parse(example),
    );
    // The bytes of the file are cut short for reading.
    const whole = JSON.stringify(sent).replace(/[A-Za-z0-9+/]*…/, 'iVBORw0KGgo=');
    expect(appealLine.safeParse(JSON.parse(whole)).error).toBeUndefined();
    expect(appealAnswer.omit({ line: true }).safeParse(answered).error).toBeUndefined();
  });
});
