/**
 * What a media service declares, element by element: Art. 18(1)(a) to (g) of Regulation (EU) 2024/1083 (European Media
 * Freedom Act), http://data.europa.eu/eli/reg/2024/1083/oj; guidelines C/2026/901.
 */
export interface MediaDeclaration {
  /** (a) It is a media service provider. */
  readonly mediaServiceProvider: boolean;
  /** (b) It complies with Art. 6(1): legal name, owners and advertising from public bodies are made public. */
  readonly ownershipPublic: boolean;
  /** (c) It is editorially independent from Member States, parties, third countries and what they control or finance. */
  readonly editoriallyIndependent: boolean;
  /** (d) What it answers to: a regulator, or a recognised mechanism of co- or self-regulation. */
  readonly oversight: 'regulator' | 'co_or_self_regulation' | null;
  /** (d) Member States in which that holds, ISO 3166-1 alpha-2. */
  readonly memberStates: readonly string[];
  /** (e) Nothing that was generated is published without human review or editorial control. */
  readonly generatedContentReviewed: boolean;
  /** (f) */
  readonly legalName: string;
  /** (f) An address at which it is reached quickly and directly. */
  readonly email: string;
  /** (f) */
  readonly phone: string;
  /** (g) Name and contact of the regulator or mechanism of (d). */
  readonly oversightName: string;
  readonly oversightContact: string;
}

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Member States of the Union on the day the Regulation began to apply, ISO 3166-1 alpha-2. */
const MEMBER_STATES: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
const MAX_TEXT = 500;
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.[^\s@<>".]{2,}$/u;

/** True for something that can be an e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** Every fault of a declaration, in the order of the Article; none = all seven elements are there. */
export function declarationFaults(declaration: MediaDeclaration): FieldFault[] {
  const faults: FieldFault[] = [];
  const need = (holds: boolean, field: keyof MediaDeclaration, message: string) => {
    if (!holds) faults.push({ field: `declaration.${field}`, message });
  };
  const text = (field: 'legalName' | 'oversightName' | 'oversightContact', message: string) =>
    need(declaration[field].trim() !== '' && declaration[field].length <= MAX_TEXT, field, message);
  need(
    declaration.mediaServiceProvider,
    'mediaServiceProvider',
    'It declares that it is a media service provider (a).',
  );
  need(declaration.ownershipPublic, 'ownershipPublic', 'It declares that it complies with Article 6(1) (b).');
  need(
    declaration.editoriallyIndependent,
    'editoriallyIndependent',
    'It declares that it is editorially independent (c).',
  );
  need(declaration.oversight !== null, 'oversight', 'It declares what it answers to: a regulator or a mechanism (d).');
  need(
    declaration.memberStates.length > 0 && declaration.memberStates.every((code) => MEMBER_STATES.has(code)),
    'memberStates',
    'At least one Member State, as two letters (d).',
  );
  need(
    declaration.generatedContentReviewed,
    'generatedContentReviewed',
    'It declares that generated content is reviewed by people (e).',
  );
  text('legalName', 'The legal name, up to 500 characters (f).');
  need(isEmail(declaration.email.trim()), 'email', 'An e-mail address at which it is reached (f).');
  need(declaration.phone.length <= 60, 'phone', 'Up to 60 characters (f).');
  text('oversightName', 'The name of the regulator or mechanism (g).');
  text('oversightContact', 'How the regulator or mechanism is reached (g).');
  return faults;
}
