import {
  answerFrom,
  answerInput,
  directionOf,
  emptyAnswer,
  missingFromAnswer,
  noticeLanguageOf,
  offeredOutcomes,
  previewOf,
  type AnswerDraft,
  type AnswerFrame,
} from './answer-draft-rules.js';

const frame: AnswerFrame = { appellant: 'affected', hasDecision: true, standing: ['one', 'two'] };
const sending = { appealId: 'a', subjectId: 's', leaseToken: 't', version: 3, thenClaim: undefined };
const words: Partial<AnswerDraft> = { reasons: ' You study this. ', rationale: 'Researcher. ' };

const draft = (change: Partial<AnswerDraft>): AnswerDraft => ({ ...emptyAnswer, ...change });

describe('what is still missing', () => {
  it.each<[string, Partial<AnswerDraft>, readonly string[]]>([
    ['nothing was chosen', {}, ['need.outcome']],
    ['no words', { outcome: 'upheld' }, ['need.words', 'need.rationale']],
    ['blanks are no words', { outcome: 'upheld', reasons: ' \n', rationale: '\t' }, ['need.words', 'need.rationale']],
    ['in part, of nothing', { ...words, outcome: 'partially_reversed' }, ['need.lifted']],
    [
      'in part, of everything',
      { ...words, outcome: 'partially_reversed', restrictionIds: ['one', 'two'] },
      ['need.notAll'],
    ],
    [
      'in part, of what does not stand any more',
      { ...words, outcome: 'partially_reversed', restrictionIds: ['gone'] },
      ['need.lifted'],
    ],
    ['omitted without a reason', { ...words, outcome: 'omitted' }, ['need.omitted']],
    ['reversed', { ...words, outcome: 'reversed' }, []],
    ['in part', { ...words, outcome: 'partially_reversed', restrictionIds: ['two'] }, []],
  ])('%s', (_title, change, missing) => {
    expect(missingFromAnswer(draft(change), frame)).toEqual(missing);
    expect(answerInput(draft(change), frame, sending) === undefined).toBe(missing.length > 0);
  });
});

it('without a decision behind it an appeal can only be omitted', () => {
  expect(offeredOutcomes({ ...frame, hasDecision: false })).toEqual(['omitted']);
  expect(missingFromAnswer(draft({ ...words, outcome: 'reversed' }), { ...frame, hasDecision: false })).toEqual([
    'need.outcome',
  ]);
});

it('a refused report, or a single measure, is never reversed in part', () => {
  expect(offeredOutcomes({ ...frame, appellant: 'reporter' })).not.toContain('partially_reversed');
  expect(offeredOutcomes({ ...frame, standing: ['one'] })).not.toContain('partially_reversed');
});

it('sends only what belongs to the outcome', () => {
  const finding = { class: 'researcher', basis: 'academic_research', note: ' thesis ' } as const;
  const all = draft({ ...words, restrictionIds: ['one'], omittedReason: 'late', finding });
  expect(answerInput({ ...all, outcome: 'upheld' }, frame, sending)).toEqual({
    appealId: 'a',
    leaseToken: 't',
    version: 3,
    outcome: 'upheld',
    reasons: 'You study this.',
    rationale: 'Researcher.',
  });
  expect(
    answerInput({ ...all, outcome: 'partially_reversed' }, frame, { ...sending, thenClaim: 'queue' }),
  ).toMatchObject({
    restrictionIds: ['one'],
    finding: { subjectId: 's', class: 'researcher', basis: 'academic_research', note: 'thesis' },
    thenClaim: 'queue',
  });
  expect(answerInput({ ...all, outcome: 'reversed' }, frame, sending)).not.toHaveProperty('restrictionIds');
});

it('a stored draft comes back whole, and nonsense does not', () => {
  const whole = draft({
    ...words,
    outcome: 'reversed',
    restrictionIds: ['one'],
    finding: { class: 'artist', basis: 'artistic', note: 'n' },
  });
  expect(answerFrom(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  expect(answerFrom('text')).toEqual(emptyAnswer);
  expect(answerFrom({ outcome: 'burned', restrictionIds: [1, 'x'], reasons: 4, finding: { class: 'king' } })).toEqual({
    ...emptyAnswer,
    restrictionIds: ['x'],
    finding: { class: 'other', basis: 'none', note: '' },
  });
});

it('a preview shows what is known and marks what only the sending knows', () => {
  const wording = 'Appeal {appeal}\nWhy\n{reasons}\n{lifted}\nMessage {notice}';
  expect(previewOf(wording, { appeal: 'A-1', reasons: 'Because {appeal}.', lifted: '' })).toBe(
    'Appeal A-1\nWhy\nBecause {appeal}.\nMessage ‹notice›',
  );
});

it.each([
  ['ar-EG', 'ar', 'rtl'],
  ['fa', 'fa', 'rtl'],
  ['tr', 'tr', 'ltr'],
  ['de', 'en', 'ltr'],
  ['arn', 'en', 'ltr'],
] as const)('%s is told in %s; its own words run %s', (tag, language, direction) => {
  expect(noticeLanguageOf(tag)).toBe(language);
  expect(directionOf(tag)).toBe(direction);
});
