import fc from 'fast-check';
import {
  changeDraft,
  draftFrom,
  emptyDraft,
  expectsSecondPerson,
  inputOf,
  missingFrom,
  offeredMeasures,
  territoriesOf,
  type DecisionDraft,
  type DecisionFrame,
  type MeasureFacts,
} from './decision-draft-rules.js';

const removeChannel: MeasureFacts = { code: 'remove_channel', reversible: true, appliesTo: ['channel', 'group'] };
const disable: MeasureFacts = {
  code: 'disable_in_territory',
  reversible: true,
  appliesTo: ['channel', 'group', 'account', 'bot'],
};
const terminate: MeasureFacts = { code: 'terminate_account', reversible: false, appliesTo: ['account', 'bot'] };
const suspend: MeasureFacts = { code: 'suspend_account', reversible: true, appliesTo: ['account', 'bot'] };

const frame: DecisionFrame = {
  caseSubject: { id: 'channel', kind: 'channel' },
  related: [
    { id: 'backup', kind: 'channel' },
    { id: 'admin', kind: 'account' },
  ],
  category: 'terrorism',
  available: [removeChannel, disable],
  allMeasures: [removeChannel, disable, terminate, suspend],
  hidden: ['suspend_account'],
  policies: [
    {
      versionId: 'v7',
      measures: ['remove_channel', 'disable_in_territory', 'terminate_account', 'suspend_account'],
      requiresSecond: false,
    },
    { versionId: 'strict', measures: ['remove_channel'], requiresSecond: true },
  ],
  twoPersonQueue: false,
  word: 'irreversible',
};
const violation: DecisionDraft = {
  ...emptyDraft,
  outcome: 'violation',
  policyVersionId: 'v7',
  rationale: 'Recruits.',
  measures: ['remove_channel'],
};
const sending = { caseId: 'c', leaseToken: 't', version: 3, language: 'en', duplicateOfCaseId: undefined };
const codes = (measures: readonly MeasureFacts[]) => measures.map((measure) => measure.code);

describe('what is offered', () => {
  it('leaves out what the queue hides and what fits no subject decided here', () => {
    expect(codes(offeredMeasures(violation, frame))).toEqual(['remove_channel', 'disable_in_territory']);
  });

  it('adds measures for accounts once an account is decided together', () => {
    const together = changeDraft(violation, { do: 'further', id: 'admin' });
    expect(codes(offeredMeasures(together, frame))).toEqual([
      'remove_channel',
      'disable_in_territory',
      'terminate_account',
    ]);
  });

  it('is narrowed by the policy', () => {
    expect(codes(offeredMeasures({ ...violation, policyVersionId: 'strict' }, frame))).toEqual(['remove_channel']);
  });
});

describe('what is missing', () => {
  it.each<[string, Partial<DecisionDraft>, readonly string[]]>([
    ['nothing', {}, []],
    ['an outcome before anything else', { outcome: undefined, rationale: '' }, ['need.outcome']],
    [
      'a policy and a reason for a violation',
      { policyVersionId: undefined, rationale: '  ' },
      ['need.policy', 'need.reason'],
    ],
    [
      'territories for a territorial measure',
      { measures: ['disable_in_territory'], territories: 'France' },
      ['need.territories'],
    ],
    ['no territories when the measure is not chosen', { territories: 'nowhere' }, []],
    ['a number for a duplicate', { outcome: 'duplicate', duplicateOf: 'that one' }, ['need.duplicate']],
    ['nothing more for a numbered duplicate', { outcome: 'duplicate', duplicateOf: '#1204' }, []],
    ['a finding about this subject when it is collateral', { outcome: 'collateral' }, ['need.finding']],
    [
      'the typed word for what cannot be undone',
      { furtherSubjectIds: ['admin'], measures: ['terminate_account'], word: 'yes' },
      ['need.word'],
    ],
    [
      'nothing once the word is typed',
      { furtherSubjectIds: ['admin'], measures: ['terminate_account'], word: 'Irreversible ' },
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(missingFrom({ ...violation, ...change }, frame)).toEqual(expected);
  });

  it('a report is mandatory for child safety and threats to life', () => {
    expect(missingFrom(violation, { ...frame, category: 'child_safety' })).toEqual(['need.report']);
    const told = { ...violation, authority: 'BKA', reportedAt: '2019-11-22T09:00', reference: 'A-1' };
    expect(missingFrom(told, { ...frame, category: 'threat_to_life' })).toEqual([]);
  });

  it('turning a measure over asks for the word again', () => {
    const typed = { ...violation, word: 'irreversible' };
    expect(changeDraft(typed, { do: 'measure', measure: 'terminate_account' }).word).toBe('');
  });
});

it('says beforehand when a second person will be asked', () => {
  expect(expectsSecondPerson(violation, frame)).toBe(false);
  expect(expectsSecondPerson({ ...violation, policyVersionId: 'strict' }, frame)).toBe(true);
  const final = { ...violation, furtherSubjectIds: ['admin'], measures: ['terminate_account'] } as const;
  expect(expectsSecondPerson(final, frame)).toBe(true);
  expect(expectsSecondPerson({ ...final, outcome: 'no_violation' }, frame)).toBe(false);
  expect(expectsSecondPerson({ ...final, outcome: 'no_violation' }, { ...frame, twoPersonQueue: true })).toBe(true);
});

describe('what is sent', () => {
  it('puts each measure on every subject decided here that it fits', () => {
    const draft: DecisionDraft = {
      ...violation,
      furtherSubjectIds: ['backup', 'admin'],
      measures: ['remove_channel', 'disable_in_territory'],
      territories: 'fr، be',
    };
    expect(inputOf(draft, frame, sending)?.measures).toEqual([
      { measure: 'remove_channel', scope: 'global', subjectIds: ['channel', 'backup'] },
      { measure: 'disable_in_territory', scope: 'FR,BE', subjectIds: ['channel', 'backup', 'admin'] },
    ]);
  });

  it('sends no measure with any other outcome, and keeps what was chosen', () => {
    const changed = changeDraft(violation, { do: 'outcome', outcome: 'no_violation', policyVersionId: undefined });
    expect(inputOf(changed, frame, sending)).toMatchObject({ outcome: 'no_violation', rationale: 'Recruits.' });
    expect(inputOf(changed, frame, sending)).not.toHaveProperty('measures');
    expect(changed.measures).toEqual(['remove_channel']);
  });

  it('is nothing while something is missing', () => {
    expect(inputOf({ ...violation, rationale: '' }, frame, sending)).toBeUndefined();
  });
});

it.each([
  ['FR, BE', ['FR', 'BE']],
  ['fr be fr', ['FR', 'BE']],
  ['de؛at', ['DE', 'AT']],
  ['France', undefined],
  ['', undefined],
])('reads %j as territories', (text, expected) => {
  expect(territoriesOf(text)).toEqual(expected);
});

it('a stored draft is read as far as it can be, whatever was stored', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      const draft = draftFrom(stored);
      expect(Array.isArray(draft.measures) && Array.isArray(draft.findings) && Array.isArray(draft.evidenceIds)).toBe(
        true,
      );
      expect(typeof draft.rationale).toBe('string');
    }),
  );
  expect(draftFrom(JSON.parse(JSON.stringify(violation)))).toEqual(violation);
});
