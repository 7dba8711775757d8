import fc from 'fast-check';
import { readAskedAnswer, readOrderAnswer, readSubjectAnswer, retryAt } from './webhook-answer-rules.js';

const now = new Date('2019-11-22T10:00:00.000Z');
const answer = (status: number, body: unknown = '', retryAfter: string | null = null) => ({
  status,
  retryAfter,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('the answer to an order', () => {
  it.each([
    [
      '200 applied',
      answer(200, { outcome: 'applied', prior_state: { members: 3 }, platform_ref: 'a1' }),
      { outcome: 'applied', priorState: { members: 3 }, platformRef: 'a1' },
    ],
    [
      '200 applied, nothing more',
      answer(200, { outcome: 'applied' }),
      { outcome: 'applied', priorState: null, platformRef: null },
    ],
    ['200 gone', answer(200, { outcome: 'gone' }), { outcome: 'gone' }],
    ['404 that says gone', answer(404, { outcome: 'gone' }), { outcome: 'gone' }],
    ['410 that says gone', answer(410, { outcome: 'gone' }), { outcome: 'gone' }],
    ['a bare 404: a wrong path, not a missing target', answer(404), { outcome: 'unknown', code: 'endpoint_missing' }],
    ['a bare 410', answer(410, 'Gone'), { outcome: 'unknown', code: 'endpoint_missing' }],
    [
      '422 with an outcome',
      answer(422, { outcome: 'failed', code: 'not_allowed' }),
      { outcome: 'failed', code: 'not_allowed' },
    ],
    ['400 with a code', answer(400, { code: 'bad_measure' }), { outcome: 'failed', code: 'bad_measure' }],
    ['409 without words', answer(409), { outcome: 'failed', code: 'http_409' }],
    ['a code that is no code', answer(400, { code: '<b>' }), { outcome: 'failed', code: 'http_400' }],
    [
      '401: our secret is wrong, a person can set it right',
      answer(401),
      { outcome: 'unknown', code: 'signature_refused' },
    ],
    [
      '403 that says gone: who does not know us is not believed',
      answer(403, { outcome: 'gone' }),
      { outcome: 'unknown', code: 'signature_refused' },
    ],
    ['408', answer(408), { outcome: 'unknown', code: 'not_processed' }],
    ['302', answer(302), { outcome: 'unknown', code: 'redirect_refused' }],
    ['500', answer(500), { outcome: 'unknown', code: 'server_error' }],
    ['500 that says applied', answer(500, { outcome: 'applied' }), { outcome: 'unknown', code: 'server_error' }],
    ['404 that says applied', answer(404, { outcome: 'applied' }), { outcome: 'unknown', code: 'endpoint_missing' }],
    ['503 without a time', answer(503), { outcome: 'unknown', code: 'server_error' }],
    ['503 with a time', answer(503, '', '120'), { outcome: 'deferred', until: new Date('2019-11-22T10:02:00.000Z') }],
    ['429 with seconds', answer(429, '', '7'), { outcome: 'deferred', until: new Date('2019-11-22T10:00:07.000Z') }],
    [
      '429 with a date',
      answer(429, '', 'Fri, 22 Nov 2019 10:01:00 GMT'),
      { outcome: 'deferred', until: new Date('2019-11-22T10:01:00.000Z') },
    ],
    ['429 without a time', answer(429), { outcome: 'deferred', until: new Date('2019-11-22T10:00:30.000Z') }],
    [
      '202 pending',
      answer(202, { outcome: 'pending' }, '5'),
      { outcome: 'deferred', until: new Date('2019-11-22T10:00:05.000Z') },
    ],
    ['200 that is cut off', answer(200, '{"outcome":"appl'), { outcome: 'unknown', code: 'answer_unreadable' }],
    ['200 of another kind', answer(200, '<html>ok</html>'), { outcome: 'unknown', code: 'answer_unreadable' }],
    [
      '200 with an outcome nobody knows',
      answer(200, { outcome: 'maybe' }),
      { outcome: 'unknown', code: 'answer_unreadable' },
    ],
    [
      '200 not received, to a request that was just sent',
      answer(200, { outcome: 'not_received' }),
      { outcome: 'unknown', code: 'answer_unreadable' },
    ],
    [
      'a prior state that would not fit into the undo order',
      answer(200, { outcome: 'applied', prior_state: 'x'.repeat(17_000) }),
      { outcome: 'unknown', code: 'answer_unreadable' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(readOrderAnswer(given, now)).toEqual(expected);
  });

  it('is never applied or gone unless the platform said so itself, whatever comes back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.string(),
        fc.option(fc.string()),
        (status, body, retryAfter) => {
          const { outcome } = readOrderAnswer({ status, body, retryAfter }, now);
          expect(['deferred', 'failed', 'unknown']).toContain(outcome);
        },
      ),
    );
  });
});

describe('the answer to a question', () => {
  it('says not received when the platform never saw the order', () => {
    expect(readAskedAnswer(answer(404, { outcome: 'not_received' }), now)).toEqual({ outcome: 'not_received' });
    expect(readAskedAnswer(answer(404), now)).toEqual({ outcome: 'unknown', code: 'endpoint_missing' });
  });

  it('gives what the platform shows of a subject', () => {
    const found = { outcome: 'found', visible: true, measures: [{ measure: 'label', scope: 'FR,BE' }], audience: 12 };
    expect(readSubjectAnswer(answer(200, found), now)).toEqual({ ...found, title: null, handle: null });
    expect(readSubjectAnswer(answer(404, { outcome: 'gone' }), now)).toEqual({ outcome: 'gone' });
    expect(readSubjectAnswer(answer(200, { ...found, audience: -1 }), now)).toEqual({
      outcome: 'unknown',
      code: 'answer_unreadable',
    });
  });
});

describe('the time to come back', () => {
  it('lies between one second and one day from now, whatever the header says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const wait = retryAt(header, now).getTime() - now.getTime();
          expect(wait).toBeGreaterThanOrEqual(1_000);
          expect(wait).toBeLessThanOrEqual(86_400_000);
        },
      ),
    );
  });
});
