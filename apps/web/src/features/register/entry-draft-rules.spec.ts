import { draftOf, EMPTY_DRAFT, hasPlatform, inputOf, keptDraft, mayDeclare } from './entry-draft-rules.js';

describe('the form of an entry', () => {
  it('leaves out empty lines of names and says where each name stood', () => {
    const { input, places } = inputOf({
      ...EMPTY_DRAFT,
      identifiers: [
        { platformId: 'p', kind: 'handle', value: ' ' },
        { platformId: 'p', kind: 'handle', value: '@layla' },
        { platformId: 'p', kind: 'byline', value: 'Layla Haddad' },
      ],
    });
    expect(places).toEqual([1, 2]);
    expect(input.identifiers).toEqual([
      { kind: 'handle', value: '@layla', platformId: 'p' },
      { kind: 'byline', value: 'Layla Haddad', platformId: null },
    ]);
  });

  it('sends a declaration only for who may declare, with Member States as they are meant', () => {
    const draft = {
      ...EMPTY_DRAFT,
      declares: true,
      declaration: { ...EMPTY_DRAFT.declaration, memberStates: 'be, fr;DE' },
    };
    expect(inputOf(draft).input.declaration?.memberStates).toEqual(['BE', 'FR', 'DE']);
    expect(inputOf({ ...draft, class: 'academic' }).input.declaration).toBeNull();
    expect(inputOf({ ...draft, declares: false }).input.declaration).toBeNull();
    expect([mayDeclare('newsroom'), mayDeclare('artist')]).toEqual([true, false]);
    expect([hasPlatform('account'), hasPlatform('domain')]).toEqual([true, false]);
  });

  it('takes back what it sent, when the entry is shown again', () => {
    const draft = {
      ...EMPTY_DRAFT,
      name: 'Layla',
      contact: 'x@y.example',
      declares: true,
      declaration: { ...EMPTY_DRAFT.declaration, memberStates: 'BE, FR', legalName: 'A' },
    };
    const { input } = inputOf(draft);
    const shown = {
      __typename: 'RevealedPerson' as const,
      id: 'e',
      name: input.name,
      organisation: input.organisation,
      contact: input.contact,
      note: input.note,
      declaration: {
        __typename: 'MediaDeclaration' as const,
        ...draft.declaration,
        oversight: null,
        memberStates: ['BE', 'FR'],
      },
      identifiers: [],
      files: [],
      matches: [],
    };
    expect(draftOf(shown, 'journalist', null)).toEqual(draft);
  });

  it('is empty when what was kept cannot be read', () => {
    expect(keptDraft('x')).toBeUndefined();
    expect(keptDraft({ ...EMPTY_DRAFT, name: 'L' })?.name).toBe('L');
  });
});
