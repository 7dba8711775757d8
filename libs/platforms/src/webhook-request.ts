import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { mayDial, readEndpoint, type EndpointRefusal } from './webhook-address-rules.js';

/** How long one call may take from the first packet to the last byte of the answer (Standard Webhooks 1.0.0: 15 to 30 s). */
export const WEBHOOK_TIMEOUT_MS = 15_000;
/** Largest answer that is read. */
export const WEBHOOK_ANSWER_LIMIT_BYTES = 65_536;

/** All addresses of a host name. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

export interface WebhookCall {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Lets `http://127.0.0.1` through; never anything else that is private. */
  allowLoopback: boolean;
}

/**
 * What came of a call. `not_sent`: nothing can have happened at the other side. `no_answer`: it was sent and something
 * may have happened.
 */
export type WebhookResult =
  | { kind: 'answer'; status: number; retryAfter: string | null; body: string }
  | { kind: 'not_sent'; code: EndpointRefusal | 'not_resolved' | 'unreachable' }
  | { kind: 'no_answer'; code: 'timeout' | 'connection_lost' | 'answer_too_large' };

export interface WebhookLimits {
  timeoutMs: number;
  answerBytes: number;
}

const DEFAULT_LIMITS: WebhookLimits = { timeoutMs: WEBHOOK_TIMEOUT_MS, answerBytes: WEBHOOK_ANSWER_LIMIT_BYTES };

const resolveBySystem: ResolveHost = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

/**
 * Sends one request and reads the answer. The host is resolved once, every address it has must be allowed, and the
 * connection goes to the address that was judged: a name that answers differently the second time changes nothing
 * (OWASP ASVS 5.0 13.2.4, 13.2.5). Redirects are not followed; they come back as an answer. Never throws for what a
 * network may do.
 */
export async function sendWebhook(
  call: WebhookCall,
  resolveHost: ResolveHost = resolveBySystem,
  limits: WebhookLimits = DEFAULT_LIMITS,
): Promise<WebhookResult> {
  const candidate = readEndpoint(call.url, call.allowLoopback);
  if (typeof candidate === 'string') return { kind: 'not_sent', code: candidate };
  const { url } = candidate;
  let address = candidate.literalAddress;
  if (address === null) {
    let addresses: readonly string[];
    try {
      addresses = await resolveHost(url.hostname);
    } catch {
      return { kind: 'not_sent', code: 'not_resolved' };
    }
    const [first] = addresses;
    if (first === undefined) return { kind: 'not_sent', code: 'not_resolved' };
    if (!addresses.every((each) => mayDial(each, call.allowLoopback)))
      return { kind: 'not_sent', code: 'address_refused' };
    address = first;
  }
  return exchange(url, address, call, limits);
}

function exchange(url: URL, address: string, call: WebhookCall, limits: WebhookLimits): Promise<WebhookResult> {
  return new Promise((resolve) => {
    let connected = false;
    const family = isIP(address);
    const options: RequestOptions = {
      method: call.method,
      agent: false,
      headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)), connection: 'close' },
      lookup: (_hostname, how, done) => {
        if (how.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
    };
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    const finish = (result: WebhookResult) => {
      clearTimeout(timer);
      outgoing.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => finish(connected ? { kind: 'no_answer', code: 'timeout' } : { kind: 'not_sent', code: 'unreachable' }),
      limits.timeoutMs,
    );
    outgoing.on('socket', (socket) => {
      socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    outgoing.on('error', () =>
      finish(connected ? { kind: 'no_answer', code: 'connection_lost' } : { kind: 'not_sent', code: 'unreachable' }),
    );
    outgoing.on('response', (incoming) => readAnswer(incoming, limits.answerBytes, finish));
    outgoing.end(call.body);
  });
}

function readAnswer(incoming: IncomingMessage, limitBytes: number, finish: (result: WebhookResult) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limitBytes) finish({ kind: 'no_answer', code: 'answer_too_large' });
    else chunks.push(chunk);
  });
  incoming.on('error', () => finish({ kind: 'no_answer', code: 'connection_lost' }));
  incoming.on('end', () =>
    finish({
      kind: 'answer',
      status: incoming.statusCode ?? 0,
      retryAfter: incoming.headers['retry-after'] ?? null,
      body: Buffer.concat(chunks).toString('utf8'),
    }),
  );
}
