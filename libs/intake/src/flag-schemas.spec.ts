import { z } from 'zod';
import { faultOf, flagLine, linkLine, subjectLine } from './flag-schemas.js';

const fault = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? null : faultOf(parsed.error);
};
const flag = { external_id: '1', subject: 'https://t.me/example_news', reason: 'r' };

describe('a line', () => {
  test.each([
    [{ ...flag, external_id: undefined }, 'external_id', 'MISSING'],
    [{ ...flag, reason: '' }, 'reason', 'INVALID'],
    [{ ...flag, reason: 'a\0b' }, 'reason', 'INVALID'],
    [{ ...flag, confidence: 2 }, 'confidence', 'INVALID'],
    [{ ...flag, occurred_at: 'yesterday' }, 'occurred_at', 'INVALID'],
    [{ ...flag, subject: undefined }, 'subject', 'MISSING'],
    [{ ...flag, subject: { handel: 'x' } }, 'subject.handel', 'UNKNOWN_FIELD'],
    [{ ...flag, subject: { handle: 'x', kind: 'page' } }, 'subject.kind', 'INVALID'],
    [{ ...flag, evidence: [{ text: 'a' }, { text: 5 }] }, 'evidence.1.text', 'INVALID'],
    [{ ...flag, resaon: 'r' }, 'resaon', 'UNKNOWN_FIELD'],
    ['text', null, 'INVALID'],
    [null, null, 'INVALID'],
    [[flag], null, 'INVALID'],
  ])('%j is refused by the name of its field', (value, field, code) => {
    expect(fault(flagLine, value)).toMatchObject({ field, code });
  });

  test('of each kind is accepted when it is right', () => {
    expect(fault(flagLine, flag)).toBeNull();
    expect(fault(flagLine, { ...flag, subject: { native_id: 5, kind: 'account', title: 't' } })).toBeNull();
    expect(fault(subjectLine, { native_id: '5', kind: 'channel', title: 'x', audience: 3 })).toBeNull();
    expect(
      fault(linkLine, { kind: 'administers', from: { native_id: '1', kind: 'account' }, to: '@x_y_z' }),
    ).toBeNull();
  });

  test('of links takes only kinds that a platform may say', () => {
    expect(fault(linkLine, { kind: 'successor_of', from: '@a', to: '@b' })).toMatchObject({ field: 'kind' });
  });
});
