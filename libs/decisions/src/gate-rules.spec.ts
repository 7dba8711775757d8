import fc from 'fast-check';
import type { DecisionDraft } from './decision-draft.js';
import { draftAlone, judgeGate, restrictedIds, restsOnTerms, type GateFacts } from './gate-rules.js';

const draft: DecisionDraft = {
  caseId: 'case',
  outcome: 'violation',
  policyVersionId: 'version',
  measures: [],
  rationale: 'It calls for violence.',
  language: 'en',
  evidenceIds: [],
  furtherSubjectIds: [],
  findings: [],
  duplicateOfCaseId: null,
  corrects: null,
  report: null,
};
const remove = (...subjectIds: string[]) => [{ measure: 'remove_channel', scope: 'global', subjectIds }];
const facts = (change: { protected?: string[]; unheard?: string[]; mayDecide?: boolean }): GateFacts => ({
  caseSubjectId: 'own',
  protectedIds: new Set(change.protected ?? []),
  unheardIds: new Set(change.unheard ?? []),
  mayDecide: change.mayDecide ?? false,
});
const none = new Map<string, string>();

describe('the gate before measures on people who are or may be protected', () => {
  it.each([
    ['nobody protected goes through', remove('own'), [], {}, 'go alone'],
    ['a protected subject is stayed for who has not the right', remove('own'), [], { protected: ['own'] }, 'stay'],
    [
      'with the right it needs a second person',
      remove('own'),
      [],
      { protected: ['own'], mayDecide: true },
      'go with second',
    ],
    [
      'unheard media are stayed for everybody',
      remove('own'),
      [],
      { protected: ['own'], unheard: ['own'], mayDecide: true },
      'stay',
    ],
    ['what restricts nobody passes', [], [], { protected: ['own'] }, 'go alone'],
    ['a further subject is left out', remove('own', 'b'), ['b'], { protected: ['b'] }, 'go alone, without b'],
    [
      'also by who has the right: it gets a decision of its own',
      remove('own', 'b'),
      ['b'],
      { protected: ['b'], mayDecide: true },
      'go alone, without b',
    ],
    ['a further subject without a measure stays in', remove('own'), ['b'], { protected: ['b'] }, 'go alone'],
  ])('%s', (_title, measures, furtherSubjectIds, known, expected) => {
    const gate = judgeGate({ ...draft, measures, furtherSubjectIds }, facts(known), none);
    const said =
      gate.kind === 'stay'
        ? 'stay'
        : `go ${gate.needsSecond ? 'with second' : 'alone'}${gate.leftOut.length > 0 ? `, without ${gate.leftOut.join()}` : ''}`;
    expect(said).toBe(expected);
  });

  it('takes the evidence about those left out away with them', () => {
    const evidenceOf = new Map([
      ['e1', 'own'],
      ['e2', 'b'],
    ]);
    const asked = {
      ...draft,
      measures: remove('own', 'b'),
      furtherSubjectIds: ['b', 'c'],
      evidenceIds: ['e1', 'e2'],
    };
    const gate = judgeGate(asked, facts({ protected: ['b'] }), evidenceOf);
    expect(gate).toMatchObject({ draft: { measures: remove('own'), furtherSubjectIds: ['c'], evidenceIds: ['e1'] } });
    expect(draftAlone(asked, 'b', 'other', evidenceOf)).toMatchObject({
      caseId: 'other',
      measures: remove('b'),
      furtherSubjectIds: [],
      evidenceIds: ['e2'],
    });
  });

  it('never lets a measure on a protected subject through without a second person with the right, and loses none', () => {
    const ids = ['own', 'b', 'c', 'd'];
    const anyMeasures = fc.array(
      fc.record({
        measure: fc.constantFrom('remove_channel', 'label'),
        scope: fc.constant('global'),
        subjectIds: fc.subarray(ids, { minLength: 1 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(anyMeasures, fc.subarray(ids), fc.boolean(), (measures, protectedIds, mayDecide) => {
        const asked = { ...draft, measures, furtherSubjectIds: ['b', 'c', 'd'] };
        const gate = judgeGate(asked, facts({ protected: protectedIds, mayDecide }), none);
        const wanted = restrictedIds(asked);
        if (gate.kind === 'stay') {
          expect(wanted.has('own') && protectedIds.includes('own') && !mayDecide).toBe(true);
          return;
        }
        const imposed = restrictedIds(gate.draft);
        for (const id of imposed) if (protectedIds.includes(id)) expect([id, gate.needsSecond]).toEqual(['own', true]);
        if (gate.needsSecond) expect(mayDecide).toBe(true);
        expect([...imposed, ...gate.leftOut].sort()).toEqual([...wanted].sort());
        for (const id of gate.leftOut) expect(draftAlone(asked, id, 'x', none).measures.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('hearing declared media first', () => {
  it.each([
    ['terms', 'remove_channel', true],
    ['terms', 'label', false],
    ['law', 'remove_channel', false],
  ] as const)('on the ground of %s, %s: %s', (ground, measure, heard) => {
    expect(restsOnTerms({ measures: [{ measure, scope: 'global', subjectIds: ['own'] }] }, ground, 'own')).toBe(heard);
  });
});
