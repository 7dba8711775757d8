import { admin } from './en/admin.js';
import { desk } from './en/desk.js';
import { notices } from './en/notices.js';
import { protection } from './en/protection.js';
import { records } from './en/records.js';
import { shell } from './en/shell.js';
import { stays } from './en/stays.js';
import { terms } from './en/terms.js';

/** English, and the list of everything that is said: every other language has to say all of it. */
export const en = { ...shell, ...terms, ...admin, ...desk, ...notices, ...protection, ...records, ...stays } as const;
