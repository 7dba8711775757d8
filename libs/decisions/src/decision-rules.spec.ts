import fc from 'fast-check';
import { OUTCOMES, type DecisionDraft } from './decision-draft.js';
import { decisionFaults, MAX_FURTHER_SUBJECTS, type DecisionFacts } from './decision-rules.js';

const now = new Date('2026-11-23T10:00:00Z');

const policy = {
  versionId: 'v2',
  current: true,
  category: 'terrorism',
  measures: ['remove_channel', 'disable_in_territory', 'suspend_account', 'label'],
  requiresSecond: false,
};

const facts: DecisionFacts = {
  now,
  caseSubjectId: 'channel',
  categories: ['terrorism'],
  hiddenMeasures: ['label'],
  measures: [
    { code: 'remove_channel', reversible: true, appliesTo: ['channel', 'group'] },
    { code: 'disable_in_territory', reversible: true, appliesTo: ['channel', 'group', 'account', 'bot'] },
    { code: 'label', reversible: true, appliesTo: ['channel', 'group', 'account', 'bot'] },
    { code: 'suspend_account', reversible: true, appliesTo: ['account', 'bot'] },
    { code: 'terminate_account', reversible: false, appliesTo: ['account', 'bot'] },
  ],
  subjects: [
    { id: 'channel', platformId: 'p', kind: 'channel', merged: false },
    { id: 'backup', platformId: 'p', kind: 'channel', merged: false },
    { id: 'admin', platformId: 'p', kind: 'account', merged: false },
    { id: 'merged', platformId: 'p', kind: 'channel', merged: true },
  ],
  policy,
  evidence: [
    { id: 'e1', subjectId: 'channel' },
    { id: 'e2', subjectId: 'admin' },
  ],
  duplicateOf: null,
  corrected: null,
};

const draft: DecisionDraft = {
  caseId: 'case',
  outcome: 'violation',
  policyVersionId: 'v2',
  measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: ['channel'] }],
  rationale: 'It spreads calls to violence.',
  language: 'en',
  evidenceIds: ['e1'],
  furtherSubjectIds: [],
  findings: [],
  duplicateOfCaseId: null,
  corrects: null,
  report: null,
};

const journalist = { subjectId: 'channel', class: 'journalist', basis: 'journalistic', note: '' } as const;
const codes = (change: Partial<DecisionDraft>, known: Partial<DecisionFacts> = {}) =>
  decisionFaults({ ...draft, ...change }, { ...facts, ...known }).map((each) => `${each.field} ${each.code}`);

const report = { authority: 'National hotline', reportedAt: now, reference: 'R-17' };

describe('what may be decided', () => {
  it.each<[string, Partial<DecisionDraft>, Partial<DecisionFacts>]>([
    ['a violation under a policy with a measure it allows', {}, {}],
    ['no violation without any policy', { outcome: 'no_violation', policyVersionId: null, measures: [] }, {}],
    ['out of scope', { outcome: 'out_of_scope', policyVersionId: null, measures: [] }, {}],
    [
      'the backup and the administrator together with the channel',
      {
        furtherSubjectIds: ['backup', 'admin'],
        measures: [
          { measure: 'remove_channel', scope: 'global', subjectIds: ['channel', 'backup'] },
          { measure: 'suspend_account', scope: 'global', subjectIds: ['admin'] },
        ],
        evidenceIds: ['e1', 'e2'],
      },
      {},
    ],
    [
      'a violation that finds a journalist among the further subjects',
      { furtherSubjectIds: ['admin'], findings: [{ ...journalist, subjectId: 'admin' }] },
      {},
    ],
    [
      'a collateral subject, with who it is and why it was there',
      { outcome: 'collateral', policyVersionId: null, measures: [], findings: [journalist] },
      {},
    ],
    [
      'a collateral subject whose impersonator is removed',
      {
        outcome: 'collateral',
        findings: [journalist],
        furtherSubjectIds: ['backup'],
        measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: ['backup'] }],
      },
      {},
    ],
    [
      'disabling in two countries',
      { measures: [{ measure: 'disable_in_territory', scope: 'BE,FR', subjectIds: ['channel'] }] },
      {},
    ],
    [
      'a duplicate of another case',
      { outcome: 'duplicate', policyVersionId: null, measures: [], duplicateOfCaseId: 'other' },
      { duplicateOf: { id: 'other', platformId: 'p' } },
    ],
    ['child safety with its report', { report }, { categories: ['child_safety'] }],
    [
      'a threat to life about which nobody was told, with the reason',
      { report: { authority: 'none', reportedAt: now, reference: 'A quotation from a film.' } },
      { categories: ['threat_to_life'] },
    ],
    ['a correction', { corrects: 'd1' }, { corrected: { caseId: 'case', undone: false, corrected: false } }],
    ['a policy that allows no measure', { measures: [] }, { policy: { ...policy, measures: [] } }],
  ])('allows %s', (_what, change, known) => {
    expect(codes(change, known)).toEqual([]);
  });

  it.each<[string, Partial<DecisionDraft>, Partial<DecisionFacts>, string]>([
    ['without a rationale', { rationale: '  \n' }, {}, 'rationale RATIONALE_MISSING'],
    ['with a rationale of a book', { rationale: 'x'.repeat(10_001) }, {}, 'rationale RATIONALE_TOO_LONG'],
    ['in a language that is none', { language: 'English!' }, {}, 'language LANGUAGE_UNKNOWN'],
    ['a violation without a policy', { policyVersionId: null }, {}, 'policyVersionId POLICY_MISSING'],
    ['under a policy that does not exist', {}, { policy: null }, 'policyVersionId POLICY_UNKNOWN'],
    [
      'under a version that was replaced',
      {},
      { policy: { ...policy, current: false } },
      'policyVersionId POLICY_NOT_CURRENT',
    ],
    ['a violation without a measure', { measures: [] }, {}, 'measures MEASURES_MISSING'],
    ['measures without a violation', { outcome: 'no_violation' }, {}, 'measures MEASURES_NOT_ALLOWED'],
    [
      'a measure that does not exist',
      { measures: [{ measure: 'exile', scope: 'global', subjectIds: ['channel'] }] },
      {},
      'measures.0.measure MEASURE_UNKNOWN',
    ],
    [
      'a measure hidden in the queue',
      { measures: [{ measure: 'label', scope: 'global', subjectIds: ['channel'] }] },
      {},
      'measures.0.measure MEASURE_HIDDEN',
    ],
    [
      'a measure that the policy does not allow',
      {
        furtherSubjectIds: ['admin'],
        measures: [{ measure: 'terminate_account', scope: 'global', subjectIds: ['admin'] }],
      },
      {},
      'measures.0.measure MEASURE_NOT_IN_POLICY',
    ],
    [
      'suspending a channel',
      { measures: [{ measure: 'suspend_account', scope: 'global', subjectIds: ['channel'] }] },
      {},
      'measures.0.subjectIds.0 MEASURE_WRONG_KIND',
    ],
    [
      'a measure on a subject that was not named',
      { measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: ['channel', 'backup'] }] },
      {},
      'measures.0.subjectIds.1 SUBJECT_NOT_NAMED',
    ],
    [
      'a measure on nobody',
      { measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: [] }] },
      {},
      'measures.0.subjectIds MEASURE_WITHOUT_SUBJECT',
    ],
    [
      'the same measure twice',
      {
        measures: [
          { measure: 'remove_channel', scope: 'global', subjectIds: ['channel'] },
          { measure: 'remove_channel', scope: 'global', subjectIds: ['channel'] },
        ],
      },
      {},
      'measures.1.subjectIds.0 MEASURE_TWICE',
    ],
    [
      'disabling in no territory',
      { measures: [{ measure: 'disable_in_territory', scope: 'global', subjectIds: ['channel'] }] },
      {},
      'measures.0.scope SCOPE_UNKNOWN',
    ],
    [
      'removing in one territory',
      { measures: [{ measure: 'remove_channel', scope: 'FR', subjectIds: ['channel'] }] },
      {},
      'measures.0.scope SCOPE_NOT_ALLOWED',
    ],
    ['collateral without who and why', { outcome: 'collateral', measures: [] }, {}, 'findings FINDING_MISSING'],
    [
      'a restriction on the collateral subject itself',
      { outcome: 'collateral', findings: [journalist] },
      {},
      'measures.0.subjectIds.0 COLLATERAL_NOT_RESTRICTED',
    ],
    [
      'a violation by a subject found to be a journalist',
      { findings: [journalist] },
      {},
      'findings.0.subjectId FINDING_CONTRADICTS',
    ],
    [
      'a measure on a further subject found to be a journalist',
      {
        furtherSubjectIds: ['backup'],
        measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: ['channel', 'backup'] }],
        findings: [{ ...journalist, subjectId: 'backup' }],
      },
      {},
      'findings.0.subjectId FINDING_CONTRADICTS',
    ],
    [
      'a finding about a stranger',
      { findings: [{ ...journalist, subjectId: 'x' }] },
      {},
      'findings.0.subjectId SUBJECT_NOT_NAMED',
    ],
    ['evidence about a stranger', { evidenceIds: ['e2'] }, {}, 'evidenceIds.0 EVIDENCE_UNKNOWN'],
    ['evidence that does not exist', { evidenceIds: ['e1', 'e9'] }, {}, 'evidenceIds.1 EVIDENCE_UNKNOWN'],
    [
      "the case's own subject as a further one",
      { furtherSubjectIds: ['channel'] },
      {},
      'furtherSubjectIds.0 SUBJECT_NOT_FURTHER',
    ],
    ['a further subject that does not exist', { furtherSubjectIds: ['x'] }, {}, 'furtherSubjectIds.0 SUBJECT_UNKNOWN'],
    ['a further subject that was merged', { furtherSubjectIds: ['merged'] }, {}, 'furtherSubjectIds.0 SUBJECT_MERGED'],
    [
      'a further subject without measure or finding',
      { furtherSubjectIds: ['backup'] },
      {},
      'furtherSubjectIds.0 SUBJECT_WITHOUT_MEASURE',
    ],
    ['a duplicate of nothing', { outcome: 'duplicate', measures: [] }, {}, 'duplicateOfCaseId DUPLICATE_OF_MISSING'],
    [
      'a duplicate of itself',
      { outcome: 'duplicate', measures: [], duplicateOfCaseId: 'case' },
      { duplicateOf: { id: 'case', platformId: 'p' } },
      'duplicateOfCaseId DUPLICATE_OF_UNKNOWN',
    ],
    [
      'another case without being a duplicate',
      { duplicateOfCaseId: 'o' },
      {},
      'duplicateOfCaseId DUPLICATE_OF_NOT_ALLOWED',
    ],
    [
      'a correction of a decision on another case',
      { corrects: 'd' },
      { corrected: { caseId: 'o', undone: false, corrected: false } },
      'corrects CORRECTED_UNKNOWN',
    ],
    [
      'a correction of what was taken back',
      { corrects: 'd' },
      { corrected: { caseId: 'case', undone: true, corrected: false } },
      'corrects CORRECTED_UNDONE',
    ],
    [
      'a second correction',
      { corrects: 'd' },
      { corrected: { caseId: 'case', undone: false, corrected: true } },
      'corrects CORRECTED_ALREADY',
    ],
    ['child safety without a report', {}, { categories: ['child_safety'] }, 'report REPORT_MISSING'],
    [
      'a child-safety policy without a report',
      {},
      { policy: { ...policy, category: 'child_safety' } },
      'report REPORT_MISSING',
    ],
    [
      'child safety told to nobody',
      { report: { ...report, authority: 'None' } },
      { categories: ['child_safety'] },
      'report.authority REPORT_AUTHORITY_MISSING',
    ],
    ['a threat to life without who was told', {}, { categories: ['threat_to_life'] }, 'report REPORT_MISSING'],
    [
      'a report without its reference',
      { report: { ...report, reference: ' ' } },
      { categories: ['child_safety'] },
      'report.reference REPORT_REFERENCE_MISSING',
    ],
    [
      'a report of tomorrow',
      { report: { ...report, reportedAt: new Date('2026-11-24T10:00:00Z') } },
      { categories: ['child_safety'] },
      'report.reportedAt REPORT_TIME_WRONG',
    ],
  ])('refuses %s, naming the field', (_what, change, known, expected) => {
    expect(codes(change, known)).toContain(expected);
  });

  it('refuses a hundred and one further subjects: that is a campaign', () => {
    const ids = Array.from({ length: MAX_FURTHER_SUBJECTS + 1 }, (_, index) => `s${index}`);
    expect(codes({ furtherSubjectIds: ids })).toContain('furtherSubjectIds TOO_MANY_SUBJECTS');
  });

  it('never lets a collateral, innocent or foreign subject be restricted, whatever else the draft says', () => {
    const ids = fc.subarray(['channel', 'backup', 'admin', 'merged', 'x']);
    const drafts = fc.record({
      outcome: fc.constantFrom(...OUTCOMES),
      policyVersionId: fc.constantFrom('v2', null),
      furtherSubjectIds: ids,
      measures: fc.array(
        fc.record({
          measure: fc.constantFrom('remove_channel', 'suspend_account', 'terminate_account', 'label'),
          scope: fc.constantFrom('global', 'FR'),
          subjectIds: ids,
        }),
        { maxLength: 3 },
      ),
      findings: fc.array(
        fc.record({
          subjectId: fc.constantFrom('channel', 'backup', 'admin'),
          class: fc.constant('journalist' as const),
          basis: fc.constant('journalistic' as const),
          note: fc.constant(''),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(drafts, (change) => {
        const made: DecisionDraft = { ...draft, evidenceIds: [], ...change };
        if (decisionFaults(made, facts).length > 0) return;
        const restricted = made.measures.flatMap((choice) => choice.subjectIds);
        if (!['violation', 'collateral'].includes(made.outcome)) expect(restricted).toEqual([]);
        if (made.outcome === 'collateral') expect(restricted).not.toContain('channel');
        if (restricted.length > 0) expect(made.policyVersionId).toBe('v2');
        for (const finding of made.findings) expect(restricted).not.toContain(finding.subjectId);
        for (const id of restricted) expect(['channel', ...made.furtherSubjectIds]).toContain(id);
        expect(made.measures.map((choice) => choice.measure)).not.toContain('terminate_account');
        expect(made.measures.map((choice) => choice.measure)).not.toContain('label');
      }),
      { numRuns: 3_000 },
    );
  });
});
