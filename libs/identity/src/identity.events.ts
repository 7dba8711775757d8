/** Topics of the outbox that identity writes; payloads hold ids only. */

/** A person was disabled: their sessions ended in the same transaction; whoever holds leases for them ends those. */
export const PERSON_DISABLED = 'person.disabled';
/** A person gained or lost a role; rights bite at the next request without this. */
export const PERSON_ROLES_CHANGED = 'person.rolesChanged';

export type PersonEventPayload = Readonly<{ personId: string }>;
