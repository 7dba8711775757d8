import type { ConnectionFile } from './connection.js';
import type { PlatformCode } from './network/network.js';
import type { Settings } from './settings.js';

/** Where reports of one platform are sent. */
export interface DeskAddress {
  url: string;
  key: string;
}

/** What came of handing flags to the desk. */
export interface Delivery {
  status: number;
  body: unknown;
}

/** The desk as the sandbox sees it: one address and an API key, over the published REST contract. */
export class Desk {
  constructor(
    private readonly settings: Settings,
    private readonly connection: ConnectionFile,
  ) {}

  /** Null while nobody has introduced the desk. The environment wins over the connection file. */
  address(platform: PlatformCode): DeskAddress | null {
    const { desk } = this.connection.read();
    const url = this.settings.MIZAN_URL ?? desk?.url;
    const key = this.settings.MIZAN_API_KEY ?? desk?.keys[platform];
    return url && key ? { url, key } : null;
  }

  /** Asks or tells the desk one thing at this path. Throws when the desk cannot be reached. */
  async post(address: DeskAddress, path: string, body: object): Promise<Delivery> {
    const response = await fetch(new URL(path, address.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${address.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, body: parseOr(await response.text()) };
  }

  /** Sends one flag, or several as NDJSON. Throws when the desk cannot be reached. */
  async send(address: DeskAddress, flags: readonly object[]): Promise<Delivery> {
    const single = flags.length === 1;
    const response = await fetch(new URL('/v1/flags', address.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${address.key}`,
        'content-type': single ? 'application/json' : 'application/x-ndjson',
      },
      body: single ? JSON.stringify(flags[0]) : flags.map((flag) => `${JSON.stringify(flag)}\n`).join(''),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, body: parseOr(text) };
  }
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 2_000);
  }
}
