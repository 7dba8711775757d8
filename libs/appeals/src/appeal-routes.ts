import { appealAnswer, appealLine, appealState } from './appeal-schemas.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });
const problem = { 'application/problem+json': { schema: ref('Problem') } };
const refusals = {
  '401': { description: 'No usable key', content: problem },
  '403': { description: 'The key may not do this', content: problem },
  '429': { description: 'Too many requests; wait as Retry-After says', content: problem },
};

/** What platforms send and ask about appeals, as part of the document of all that machines send. */
export const APPEAL_ROUTES = {
  paths: {
    '/v1/appeals': {
      post: {
        summary: 'Appeals of people and of reporters',
        description:
          'One object, a list, or NDJSON. Each line is answered by itself, in order. Give the number and the secret to the ' +
          'person: together they open the status page. The same external_id of the same source is the same appeal, for all ' +
          'time, and is answered as the first time. A key that belongs to the platform vouches for the person.',
        security: [{ key: ['appeals'] }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { oneOf: [ref('Appeal'), { type: 'array', items: ref('Appeal') }] } },
            'application/x-ndjson': { schema: ref('Appeal') },
          },
        },
        responses: {
          '200': {
            description: 'An answer for each line of a list or stream',
            content: {
              ...json({ type: 'array', items: ref('AppealAnswer') }),
              'application/x-ndjson': { schema: ref('AppealAnswer') },
            },
          },
          '202': { description: 'The one object is accepted', content: json(ref('AppealAnswer')) },
          '400': { description: 'The one object is refused', content: problem },
          ...refusals,
        },
      },
    },
    '/v1/appeals/{number}': {
      get: {
        summary: 'Where an appeal stands',
        security: [{ key: ['appeals'] }],
        parameters: [{ name: 'number', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          '200': {
            description: 'Its state, when it is due, and its outcome once it stands',
            content: json(ref('AppealState')),
          },
          '404': { description: 'No such appeal on the platform of the key', content: problem },
          ...refusals,
        },
      },
    },
  },
  schemas: { Appeal: appealLine, AppealAnswer: appealAnswer, AppealState: appealState },
};
