import type { Role } from '@mizan/foundation/permissions.js';

/** Somebody of the sample desk; the first is the first administrator. */
export interface SamplePerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** One desk with every role; invented given names. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { email: 'administrator1@mizan.example', name: 'Hana', role: 'administrator' },
  { email: 'moderator1@mizan.example', name: 'Amal', role: 'moderator' },
  { email: 'moderator2@mizan.example', name: 'Bilal', role: 'moderator' },
  { email: 'moderator3@mizan.example', name: 'Clara', role: 'moderator' },
  { email: 'senior@mizan.example', name: 'Dalia', role: 'senior_moderator' },
  { email: 'appeals@mizan.example', name: 'Emil', role: 'appeal_handler' },
  { email: 'supervisor1@mizan.example', name: 'Farah', role: 'supervisor' },
  { email: 'supervisor2@mizan.example', name: 'Goran', role: 'supervisor' },
  { email: 'auditor@mizan.example', name: 'Jonas', role: 'auditor' },
  { email: 'administrator2@mizan.example', name: 'Idris', role: 'administrator' },
];
