import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { noticeAnswer, noticeRequest, orderAnswer, orderRequest } from './platform-api-schemas.js';
import { platformApiDocument } from './platform-api-document.js';

const docs = path.resolve(__dirname, '../../../docs');

const members = z.object({ type: z.string().optional(), outcome: z.string().optional() });

function schemaOf(example: unknown): z.ZodType {
  const { type, outcome } = members.parse(example);
  if (type !== undefined) return type === 'notice.show' ? noticeRequest : orderRequest;
  return outcome === 'delivered' ? noticeAnswer : orderAnswer;
}

describe('the published platform contract', () => {
  it('is the one that the adapter speaks', () => {
    expect(JSON.parse(readFileSync(path.join(docs, 'platform-api.openapi.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(platformApiDocument())),
    );
  });

  it('gives examples that the schemas accept', () => {
    // What platforms send the desk is in the desk's own document, and tried where it is taken.
    const [text = ''] = readFileSync(path.join(docs, 'PLATFORM-API.md'), 'utf8').split('\n## The other direction');
    const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example = '']): unknown =>
      JSON.parse(example),
    );
    expect(examples.length).toBeGreaterThanOrEqual(6);
    for (const example of examples) schemaOf(example).parse(example);
  });
});
