import { readFileSync } from 'node:fs';
import path from 'node:path';
import { orderAnswer, orderRequest } from './platform-api-schemas.js';
import { platformApiDocument } from './platform-api-document.js';

const docs = path.resolve(__dirname, '../../../docs');

describe('the published platform contract', () => {
  it('is the one that the adapter speaks', () => {
    expect(JSON.parse(readFileSync(path.join(docs, 'platform-api.openapi.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(platformApiDocument())),
    );
  });

  it('gives examples that the schemas accept', () => {
    const text = readFileSync(path.join(docs, 'PLATFORM-API.md'), 'utf8');
    const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example = '']): unknown =>
      JSON.parse(example),
    );
    expect(examples.length).toBeGreaterThanOrEqual(4);
    for (const example of examples) {
      const isOrder = typeof example === 'object' && example !== null && 'type' in example;
      (isOrder ? orderRequest : orderAnswer).parse(example);
    }
  });
});
