import { z } from 'zod';
import { flagLine, keptMedia, lineAnswer, linkLine, subjectLine } from './flag-schemas.js';
import { MEDIA_LIMIT_BYTES } from './media-intake-rules.js';

/** The JSON schema of what is sent. */
export const schemaOf = (schema: z.ZodType) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

/** The OpenAPI 3.1 document of what machines send, made from the schemas that check it. */
export function intakeDocument(
  publicUrl: string,
  further: { readonly paths: object; readonly schemas: object },
): Record<string, unknown> {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const problem = { 'application/problem+json': { schema: ref('Problem') } };
  const route = (line: string, what: string, scope: string) => ({
    post: {
      summary: what,
      description:
        'One object, a list, or NDJSON of any length. Lists and streams are answered line by line, in order, while they are ' +
        'read: read the answers while you send. What was refused names its field; everything else is kept. Sending the same ' +
        'again changes nothing.',
      security: [{ key: [scope] }],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { oneOf: [ref(line), { type: 'array', items: ref(line) }] } },
          'application/x-ndjson': { schema: ref(line) },
        },
      },
      responses: {
        '200': {
          description: 'An answer for each line of a list or stream',
          content: {
            'application/json': { schema: { type: 'array', items: ref('LineAnswer') } },
            'application/x-ndjson': { schema: ref('LineAnswer') },
          },
        },
        '202': {
          description: 'The one object is accepted',
          content: { 'application/json': { schema: ref('LineAnswer') } },
        },
        '400': { description: 'The one object is refused', content: problem },
        '401': { description: 'No usable key', content: problem },
        '403': { description: 'The key may not do this', content: problem },
        '429': { description: 'Too many requests; wait as Retry-After says', content: problem },
      },
    },
  });
  const media = {
    post: {
      summary: 'A file that evidence of a flag will name',
      description:
        `The body is the file itself, at most ${MEDIA_LIMIT_BYTES} bytes. Its type is read from its bytes, whatever it is called: ` +
        'raster images, mp4, webm and ogg are kept, all else is refused. The same bytes are kept once. Never send media of child ' +
        'safety: flag with its hash.',
      security: [{ key: ['flags'] }],
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
      responses: {
        '201': { description: 'The bytes are kept', content: { 'application/json': { schema: ref('KeptMedia') } } },
        '400': { description: 'Empty, too large, or of no kind that is kept', content: problem },
        '401': { description: 'No usable key', content: problem },
        '403': { description: 'The key may not do this', content: problem },
        '429': { description: 'Too many requests; wait as Retry-After says', content: problem },
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Mizan: what machines send', version: '1' },
    servers: [{ url: publicUrl }],
    paths: {
      '/v1/flags': route('Flag', 'Flags about subjects', 'flags'),
      '/v1/subjects': route('Subject', 'What a platform knows of its subjects', 'subjects'),
      '/v1/media': media,
      '/v1/links': route('Link', 'How subjects hang together', 'subjects'),
      ...further.paths,
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key with the scope that is named' },
      },
      schemas: {
        Flag: schemaOf(flagLine),
        Subject: schemaOf(subjectLine),
        Link: schemaOf(linkLine),
        LineAnswer: schemaOf(lineAnswer),
        KeptMedia: schemaOf(keptMedia),
        ...further.schemas,
        Problem: {
          type: 'object',
          description: 'RFC 9457',
          required: ['title', 'status', 'code'],
          properties: {
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            field: { type: ['string', 'null'] },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
}
