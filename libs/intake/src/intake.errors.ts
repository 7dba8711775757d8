import { AppError, type SafeDetails } from '@mizan/foundation/errors.js';

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

/** Code MEDIA_REFUSED: an upload is empty, too long, of no kind that is kept (`kind`), or an image that declares too many pixels. */
export function mediaRefused(
  why: 'empty' | 'too_large' | 'kind' | 'too_many_pixels',
  details: SafeDetails = {},
): AppError {
  return new AppError('MEDIA_REFUSED', 'invalid', 'These bytes cannot be kept as media.', {
    field: 'body',
    why,
    ...details,
  });
}

/** The one line of a request was refused: its code and the field that was wrong. */
export function lineRefused(fault: {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}): AppError {
  return new AppError(fault.code === 'INVALID' ? 'INVALID_INPUT' : fault.code, 'invalid', fault.message, {
    field: fault.field,
  });
}

/** Code EXPORT_WITHOUT_SUBJECT: the export holds no channel, group or bot. */
export function exportWithoutSubject(): AppError {
  return new AppError('EXPORT_WITHOUT_SUBJECT', 'invalid', 'This export holds no chat that can be a subject.');
}
