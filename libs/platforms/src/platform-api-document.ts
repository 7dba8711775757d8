import { z } from 'zod';
import {
  noticeAnswer,
  noticeRequest,
  orderAnswer,
  orderRequest,
  refusal,
  subjectAnswer,
} from './platform-api-schemas.js';

const json = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { 'application/json': { schema: plain } };
};

const signature = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
  name,
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'Standard Webhooks 1.0.0',
}));
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const refusals = {
  '401': { description: 'The signature is not right; the desk tries again and a person is told.' },
  '404': {
    description: 'Only with a body that has an outcome; a bare 404 means a wrong endpoint.',
    content: json(orderAnswer),
  },
  '429': { description: 'Slow down; Retry-After says for how long. Costs no attempt.' },
};

/** The platform's side of the contract as an OpenAPI 3.1 document: what a platform has to serve to receive orders and notices. */
export function platformApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'What a platform serves to Mizan',
      version: '1.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '{endpoint}', variables: { endpoint: { default: 'https://platform.example/mizan' } } }],
    paths: {
      '/orders': {
        post: {
          operationId: 'carryOutOrder',
          summary: 'Apply or undo one measure on one subject, at most once per order id',
          parameters: signature,
          requestBody: { required: true, content: json(orderRequest, 'input') },
          responses: {
            '200': { description: 'What became of the order', content: json(orderAnswer) },
            '202': { description: 'Accepted, not done yet', content: json(orderAnswer) },
            '422': { description: 'Refused for good', content: json(refusal) },
            ...refusals,
          },
        },
      },
      '/orders/{order_id}': {
        get: {
          operationId: 'askOrder',
          summary: 'What became of an order',
          parameters: [inPath('order_id'), ...signature],
          responses: { '200': { description: 'What became of it', content: json(orderAnswer) }, ...refusals },
        },
      },
      '/notices': {
        post: {
          operationId: 'showNotice',
          summary: 'Show a text to one person, at most once per notice id',
          parameters: signature,
          requestBody: { required: true, content: json(noticeRequest, 'input') },
          responses: {
            '200': { description: 'What became of the notice', content: json(noticeAnswer) },
            '202': { description: 'Accepted, not shown yet', content: json(noticeAnswer) },
            '404': {
              description: 'Only with a body that has an outcome; a bare 404 means a wrong endpoint.',
              content: json(noticeAnswer),
            },
            '422': { description: 'Refused for good', content: json(refusal) },
            '401': refusals['401'],
            '429': refusals['429'],
          },
        },
      },
      '/subjects/{native_id}': {
        get: {
          operationId: 'fetchSubject',
          summary: 'What the platform shows of a subject now',
          parameters: [inPath('native_id'), ...signature],
          responses: { '200': { description: 'The subject', content: json(subjectAnswer) }, ...refusals },
        },
      },
      '/subjects/by-handle/{handle}': {
        get: {
          operationId: 'fetchSubjectByHandle',
          summary: 'The same, for a subject whose native id the desk does not know',
          parameters: [inPath('handle'), ...signature],
          responses: { '200': { description: 'The subject', content: json(subjectAnswer) }, ...refusals },
        },
      },
    },
  };
}
