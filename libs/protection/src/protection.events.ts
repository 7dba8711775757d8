/** Published when an entry of the register was made or changed; payload `{entryId}`. */
export const PROTECTION_CHANGED = 'protection.changed';
/** Published when an entry ends soon; payload `{entryId, daysLeft}`. */
export const PROTECTION_RENEWAL_DUE = 'protection.renewalDue';
