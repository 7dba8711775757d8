import { admin } from './en/admin.js';
import { appeals } from './en/appeals.js';
import { collateral } from './en/collateral.js';
import { desk } from './en/desk.js';
import { notices } from './en/notices.js';
import { protection } from './en/protection.js';
import { records } from './en/records.js';
import { secondLooks } from './en/second-looks.js';
import { shell } from './en/shell.js';
import { stays } from './en/stays.js';
import { terms } from './en/terms.js';

/** English, and the list of everything that is said: every other language has to say all of it. */
export const en = {
  ...shell,
  ...terms,
  ...admin,
  ...appeals,
  ...collateral,
  ...desk,
  ...notices,
  ...protection,
  ...records,
  ...secondLooks,
  ...stays,
} as const;
