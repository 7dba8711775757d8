import fc from 'fast-check';
import type { DecisionDraft } from './decision-draft.js';
import { contentHash, readDraft, storeDraft, type CitedFacts } from './proposal-rules.js';

const draft: DecisionDraft = {
  caseId: 'case',
  outcome: 'violation',
  policyVersionId: 'v1',
  measures: [{ measure: 'terminate_account', scope: 'global', subjectIds: ['a'] }],
  rationale: 'Why.',
  language: 'en',
  evidenceIds: ['e1', 'e2'],
  furtherSubjectIds: ['b'],
  findings: [],
  duplicateOfCaseId: null,
  corrects: null,
  report: { authority: 'Hotline', reportedAt: new Date('2026-11-23T10:00:00Z'), reference: 'R-1' },
};
const cited: CitedFacts = {
  round: 1,
  category: 'terrorism',
  policyCurrent: true,
  subjects: [
    { id: 'a', kind: 'account', merged: false },
    { id: 'b', kind: 'account', merged: false },
  ],
  evidence: [
    { id: 'e1', contentHash: '11' },
    { id: 'e2', contentHash: '22' },
  ],
};
const hash = contentHash(draft, cited);

describe('what the second person signs', () => {
  it('is the same however the database orders what it holds, and after being stored', () => {
    const stored = readDraft(JSON.parse(JSON.stringify(storeDraft(draft))));
    expect(contentHash(stored, { ...cited, subjects: [...cited.subjects].reverse() })).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<DecisionDraft>, Partial<CitedFacts>]>([
    ['a word of the rationale', { rationale: 'Why!' }, {}],
    ['the outcome', { outcome: 'no_violation' }, {}],
    ['a measure', { measures: [] }, {}],
    ['a subject', { furtherSubjectIds: [] }, {}],
    ['the order of the evidence cited', { evidenceIds: ['e2', 'e1'] }, {}],
    ['the report', { report: null }, {}],
    ['the round', {}, { round: 2 }],
    ['the policy being in force', {}, { policyCurrent: false }],
    ['a subject being merged', {}, { subjects: [{ id: 'a', kind: 'account', merged: true }, cited.subjects[1]!] }],
    ['evidence being gone', {}, { evidence: [] }],
    ['evidence saying something else', {}, { evidence: [{ id: 'e1', contentHash: '12' }, cited.evidence[1]!] }],
    ['the category', {}, { category: 'child_safety' }],
  ])('changes with %s', (_what, draftChange, citedChange) => {
    expect(contentHash({ ...draft, ...draftChange }, { ...cited, ...citedChange })).not.toBe(hash);
  });

  it('differs for any two rationales', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const equal =
          contentHash({ ...draft, rationale: one }, cited) === contentHash({ ...draft, rationale: other }, cited);
        expect(equal).toBe(one === other);
      }),
    );
  });
});
