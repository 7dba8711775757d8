import type { Catalog } from '../app/i18n.js';
import { admin } from './ar/admin.js';
import { appeals } from './ar/appeals.js';
import { collateral } from './ar/collateral.js';
import { desk } from './ar/desk.js';
import { notices } from './ar/notices.js';
import { protection } from './ar/protection.js';
import { records } from './ar/records.js';
import { secondLooks } from './ar/second-looks.js';
import { shell } from './ar/shell.js';
import { stays } from './ar/stays.js';
import { terms } from './ar/terms.js';

/** العربية: كل ما يُقال بالإنجليزية يُقال هنا، والنوع يمنع النقص. */
export const ar: Catalog = {
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
};
