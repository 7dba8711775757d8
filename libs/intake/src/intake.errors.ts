import { AppError } from '@mizan/foundation/errors.js';

/** Where a file is broken: `offset` counts bytes from 0, `line` and `column` from 1, `column` in bytes. */
export interface FilePlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Codes of files that cannot be read at all. */
export type FileFaultCode =
  'FILE_NOT_JSON' | 'FILE_TRUNCATED' | 'FILE_VALUE_TOO_LARGE' | 'FILE_NOT_TELEGRAM_EXPORT' | 'FILE_NOT_REFERRALS';

/** A file that cannot be taken; nothing of it was kept. */
export class FileFault extends AppError {
  constructor(
    code: FileFaultCode,
    message: string,
    readonly place: FilePlace,
  ) {
    super(code, 'invalid', `${message} (byte ${place.offset}, line ${place.line}, column ${place.column})`, {
      ...place,
    });
    this.name = 'FileFault';
  }
}

/** Code SOURCE_REFUSED: the key belongs to no source (`none`), or the source was switched off (`not_active`). */
export function sourceRefused(why: 'none' | 'not_active'): AppError {
  return new AppError('SOURCE_REFUSED', 'forbidden', 'This key does not belong to a source that may flag.', { why });
}
