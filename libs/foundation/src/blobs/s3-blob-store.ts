import { AwsClient } from 'aws4fetch';
import { sha256 as hashOf } from '../ids.js';
import type { BlobStore } from './blob-store.js';

export interface S3Place {
  /** `http(s)://host/bucket` with or without a prefix; the bucket is part of the path. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const TIMEOUT_MS = 30_000;
/** Further tries of a request that was answered with 429 or 5xx; each waits longer. */
const RETRIES = 3;

/** Objects of an S3-compatible store, sealed before they leave; every request is signed (AWS Signature Version 4). */
export class S3BlobStore implements BlobStore {
  private readonly client: AwsClient;
  private readonly bucketUrl: string;
  private readonly prefix: string;

  constructor({ url, region, accessKeyId, secretAccessKey }: S3Place) {
    const { origin, pathname } = new URL(url);
    const [bucket = '', ...prefix] = pathname.split('/').filter(Boolean);
    this.bucketUrl = `${origin}/${bucket}`;
    this.prefix = prefix.map((part) => `${part}/`).join('');
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  }

  async write(sha256: string, sealed: Uint8Array): Promise<void> {
    const body = Uint8Array.from(sealed);
    const answer = await this.ask(this.keyOf(sha256), {
      method: 'PUT',
      body,
      headers: { 'x-amz-content-sha256': hashOf(body).toString('hex'), 'content-type': 'application/octet-stream' },
    });
    await mustBeOk(answer, 'PUT');
  }

  async read(sha256: string): Promise<Buffer | null> {
    const answer = await this.ask(this.keyOf(sha256), {});
    if (answer.status === 404) {
      // A bucket that is away is no answer about what is in it.
      if (/NoSuchBucket/.test(await answer.text())) throw new Error('The bucket of BLOB_URL is not there.');
      return null;
    }
    return Buffer.from(await (await mustBeOk(answer, 'GET')).arrayBuffer());
  }

  async remove(sha256: string): Promise<void> {
    const answer = await this.ask(this.keyOf(sha256), { method: 'DELETE' });
    if (answer.status !== 404) await mustBeOk(answer, 'DELETE');
  }

  async *olderThan(time: Date): AsyncGenerator<string> {
    for (let after = ''; ;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.prefix, 'max-keys': '1000' });
      if (after) query.set('start-after', after);
      const page = await (await mustBeOk(await this.ask(`?${query.toString()}`, {}), 'LIST')).text();
      for (const [, object = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const key = /<Key>([^<]*)<\/Key>/.exec(object)?.[1] ?? '';
        const at = new Date(/<LastModified>([^<]*)<\/LastModified>/.exec(object)?.[1] ?? NaN);
        if (key > after) after = key;
        const name = key.slice(-64);
        // What is not ours by its name stays.
        if (/^[0-9a-f]{64}$/.test(name) && key === this.prefixed(name) && at < time) yield name;
      }
      if (!/<IsTruncated>true<\/IsTruncated>/.test(page) || after === '') return;
    }
  }

  private prefixed(sha256: string): string {
    return `${this.prefix}${sha256.slice(0, 2)}/${sha256}`;
  }

  private keyOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a hash.');
    return `/${this.prefixed(sha256)}`;
  }

  private ask(rest: string, init: RequestInit): Promise<Response> {
    return this.client.fetch(this.bucketUrl + rest, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}

async function mustBeOk(answer: Response, what: string): Promise<Response> {
  if (answer.ok) return answer;
  const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? 'no code';
  throw new Error(`The blob store answered ${what} with ${answer.status} (${code}).`);
}
