import fc from 'fast-check';
import { declarationFaults, type MediaDeclaration } from './declaration-rules.js';

const complete: MediaDeclaration = {
  mediaServiceProvider: true,
  ownershipPublic: true,
  editoriallyIndependent: true,
  oversight: 'co_or_self_regulation',
  memberStates: ['BE', 'FR'],
  generatedContentReviewed: true,
  legalName: 'Al-Manara SA',
  email: 'desk@almanara.example',
  phone: '',
  oversightName: 'Raad voor de Journalistiek',
  oversightContact: 'info@rvdj.example',
};
const missing: { [Field in keyof MediaDeclaration]?: MediaDeclaration[Field] } = {
  mediaServiceProvider: false,
  ownershipPublic: false,
  editoriallyIndependent: false,
  oversight: null,
  memberStates: [],
  generatedContentReviewed: false,
  legalName: ' ',
  email: 'desk',
  oversightName: '',
  oversightContact: '',
};
const fields = Object.keys(missing) as (keyof MediaDeclaration)[];

describe('a declaration after Art. 18(1)', () => {
  it('holds with all its elements', () => {
    expect(declarationFaults(complete)).toEqual([]);
  });

  it('names exactly the elements that are missing, in the order of the Article', () => {
    fc.assert(
      fc.property(fc.subarray(fields), (chosen) => {
        const broken = { ...complete, ...Object.fromEntries(chosen.map((field) => [field, missing[field]])) };
        expect(declarationFaults(broken).map((fault) => fault.field)).toEqual(
          chosen.map((field) => `declaration.${field}`),
        );
      }),
    );
  });

  it.each([
    ['a country outside the Union', { memberStates: ['BE', 'US'] }, 'memberStates'],
    ['a legal name without end', { legalName: 'x'.repeat(501) }, 'legalName'],
    ['an address with a name around it', { email: 'Desk <desk@almanara.example>' }, 'email'],
  ])('refuses %s', (_what, change, field) => {
    expect(declarationFaults({ ...complete, ...change }).map((fault) => fault.field)).toEqual([`declaration.${field}`]);
  });
});
