/** What the server needs to know of a file before its bytes come. */
export interface UploadRequest {
  readonly file: File;
  readonly kind: 'telegram_export' | 'referral_batch';
  readonly platformId?: string;
  readonly sourceId?: string;
  /** IANA name of the zone that local times without one are read in. */
  readonly zone?: string;
}

/** The server's refusal, in its own words. */
export class UploadRefused extends Error {
  constructor(
    readonly code: string,
    readonly field: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

function refusalOf(status: number, body: string): UploadRefused {
  try {
    const problem: unknown = JSON.parse(body);
    if (typeof problem === 'object' && problem !== null && 'code' in problem && typeof problem.code === 'string') {
      const field = 'field' in problem && typeof problem.field === 'string' ? problem.field : undefined;
      const detail = 'detail' in problem && typeof problem.detail === 'string' ? problem.detail : problem.code;
      return new UploadRefused(problem.code, field, detail);
    }
  } catch {
    // Not the server's own answer: a proxy's page, or nothing.
  }
  return new UploadRefused('UNREACHABLE', undefined, String(status));
}

/**
 * Sends a file of any size as it is; answers the id of the import that works on it. XMLHttpRequest, because fetch tells
 * nothing about what was sent so far.
 */
export function upload(request: UploadRequest, onProgress: (share: number) => void): Promise<string> {
  const query = new URLSearchParams({ kind: request.kind, fileName: request.file.name });
  if (request.platformId) query.set('platformId', request.platformId);
  if (request.sourceId) query.set('sourceId', request.sourceId);
  if (request.zone) query.set('zone', request.zone);
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', `/imports?${query.toString()}`);
    call.setRequestHeader('x-mizan-csrf', '1');
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    call.addEventListener('error', () => reject(new UploadRefused('UNREACHABLE', undefined, '')));
    call.addEventListener('load', () => {
      if (call.status < 200 || call.status >= 300) {
        reject(refusalOf(call.status, call.responseText));
        return;
      }
      const answer: unknown = JSON.parse(call.responseText);
      if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
        resolve(answer.id);
      else reject(refusalOf(call.status, ''));
    });
    call.send(request.file);
  });
}
