import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import fc from 'fast-check';
import { isPublicAddress, readEndpoint } from './webhook-address-rules.js';
import { sendWebhook, type ResolveHost, type WebhookCall } from './webhook-request.js';

/** Counts every connection that reaches this machine on one port, on IPv4 and IPv6. */
const listeners: Server[] = [];
let port = 0;
let connections = 0;

beforeAll(async () => {
  const onConnection = (socket: { destroy(): void }) => {
    connections += 1;
    socket.destroy();
  };
  const four = createServer(onConnection).listen(0, '127.0.0.1');
  await once(four, 'listening');
  const address = four.address();
  port = (address as AddressInfo).port;
  listeners.push(four);
  const six = createServer(onConnection).listen(port, '::1');
  await Promise.race([once(six, 'listening'), once(six, 'error')]);
  listeners.push(six);
});
beforeEach(() => {
  connections = 0;
});
afterAll(() => {
  for (const listener of listeners) listener.close();
});

const LIMITS = { timeoutMs: 1_000, answerBytes: 65_536 };
const never: ResolveHost = async (hostname) => {
  throw new Error(`nothing may be resolved here: ${hostname}`);
};

function call(url: string, allowLoopback = false): WebhookCall {
  return { method: 'POST', url, headers: {}, body: '{}', allowLoopback };
}

/** `{p}` is the port on which the listener waits. */
const HOSTILE_URLS: readonly (readonly [string, string])[] = [
  ['loopback', 'https://127.0.0.1:{p}/'],
  ['loopback, last address', 'https://127.255.255.254:{p}/'],
  ['loopback over http', 'http://127.0.0.1:{p}/'],
  ['short form', 'https://127.1:{p}/'],
  ['three parts', 'https://127.0.1:{p}/'],
  ['one number', 'https://2130706433:{p}/'],
  ['hexadecimal number', 'https://0x7f000001:{p}/'],
  ['hexadecimal parts', 'https://0x7f.0x0.0x0.0x1:{p}/'],
  ['mixed hexadecimal', 'https://0x7f.1:{p}/'],
  ['octal parts', 'https://0177.0.0.1:{p}/'],
  ['octal with more zeros', 'https://00000177.0.0.01:{p}/'],
  ['octal number', 'https://017700000001:{p}/'],
  ['trailing dot', 'https://127.0.0.1.:{p}/'],
  ['full-width digits', 'https://１２７.０.０.１:{p}/'],
  ['circled digits', 'https://①②⑦.⓪.⓪.①:{p}/'],
  ['ideographic full stops', 'https://127。0。0。1:{p}/'],
  ['percent-encoded host', 'https://%31%32%37.0.0.1:{p}/'],
  ['zero address', 'https://0.0.0.0:{p}/'],
  ['zero', 'https://0:{p}/'],
  ['zero network', 'https://0.1.2.3:{p}/'],
  ['localhost', 'https://localhost:{p}/'],
  ['localhost with a dot', 'https://localhost.:{p}/'],
  ['localhost in capitals', 'https://LOCALHOST:{p}/'],
  ['below localhost', 'https://desk.localhost:{p}/'],
  ['IPv6 loopback', 'https://[::1]:{p}/'],
  ['IPv6 loopback, long', 'https://[0:0:0:0:0:0:0:1]:{p}/'],
  ['IPv6 unspecified', 'https://[::]:{p}/'],
  ['IPv4-mapped loopback', 'https://[::ffff:127.0.0.1]:{p}/'],
  ['IPv4-mapped loopback, hexadecimal', 'https://[::ffff:7f00:1]:{p}/'],
  ['IPv4-mapped metadata', 'https://[::ffff:169.254.169.254]:{p}/'],
  ['IPv4-mapped private', 'https://[::ffff:10.0.0.1]:{p}/'],
  ['IPv4-compatible', 'https://[::127.0.0.1]:{p}/'],
  ['IPv4-translated', 'https://[::ffff:0:127.0.0.1]:{p}/'],
  ['NAT64', 'https://[64:ff9b::7f00:1]:{p}/'],
  ['local NAT64', 'https://[64:ff9b:1::7f00:1]:{p}/'],
  ['6to4 of loopback', 'https://[2002:7f00:1::]:{p}/'],
  ['6to4 of a private address', 'https://[2002:a00:1::1]:{p}/'],
  ['Teredo', 'https://[2001:0:7f00:1::]:{p}/'],
  ['IPv6 documentation', 'https://[2001:db8::1]:{p}/'],
  ['IPv6 documentation, newer', 'https://[3fff::1]:{p}/'],
  ['unique local', 'https://[fd00::1]:{p}/'],
  ['unique local, cloud metadata', 'https://[fd00:ec2::254]:{p}/'],
  ['unique local, lower half', 'https://[fc00::1]:{p}/'],
  ['link-local', 'https://[fe80::1]:{p}/'],
  ['site-local', 'https://[fec0::1]:{p}/'],
  ['IPv6 multicast', 'https://[ff02::1]:{p}/'],
  ['discard only', 'https://[100::1]:{p}/'],
  ['segment routing', 'https://[5f00::1]:{p}/'],
  ['private 10', 'https://10.0.0.1:{p}/'],
  ['private 10, last', 'https://10.255.255.255:{p}/'],
  ['private 172.16', 'https://172.16.0.1:{p}/'],
  ['private 172.31', 'https://172.31.255.255:{p}/'],
  ['private 192.168', 'https://192.168.1.1:{p}/'],
  ['private 192.168 as a number', 'https://3232235777:{p}/'],
  ['carrier-grade NAT', 'https://100.64.0.1:{p}/'],
  ['metadata in shared space', 'https://100.100.100.200:{p}/'],
  ['metadata', 'https://169.254.169.254/latest/meta-data/'],
  ['metadata as a number', 'https://2852039166/'],
  ['metadata in octal', 'https://0251.0376.0251.0376/'],
  ['metadata in hexadecimal', 'https://0xa9fea9fe/'],
  ['metadata of a container', 'https://169.254.170.2/'],
  ['metadata in public space', 'https://168.63.129.16/'],
  ['metadata, protocol assignments', 'https://192.0.0.192/'],
  ['documentation', 'https://192.0.2.1:{p}/'],
  ['documentation 2', 'https://198.51.100.1:{p}/'],
  ['documentation 3', 'https://203.0.113.1:{p}/'],
  ['benchmarking', 'https://198.18.0.1:{p}/'],
  ['6to4 relay', 'https://192.88.99.1:{p}/'],
  ['multicast', 'https://224.0.0.1:{p}/'],
  ['reserved', 'https://240.0.0.1:{p}/'],
  ['broadcast', 'https://255.255.255.255:{p}/'],
  ['user name', 'https://desk@127.0.0.1:{p}/'],
  ['public host as user name', 'https://platform.example@127.0.0.1:{p}/'],
  ['user name and password', 'https://a:b@platform.example:{p}/'],
  ['empty user name', 'https://@platform.example:{p}/'],
  ['backslash before the host', 'https:\\\\127.0.0.1:{p}\\'],
  ['backslash and at', 'https://platform.example\\@127.0.0.1:{p}/'],
  ['http to a name', 'http://platform.example:{p}/'],
  ['another protocol', 'ftp://127.0.0.1:{p}/'],
  ['gopher', 'gopher://127.0.0.1:{p}/_GET'],
  ['file', 'file:///etc/passwd'],
  ['data', 'data:text/plain,hello'],
  ['no protocol', '//127.0.0.1:{p}/'],
  ['fragment', 'https://platform.example/#@127.0.0.1:{p}/'],
  ['query', 'https://platform.example/?to=127.0.0.1'],
  ['nothing', ''],
];

describe('an endpoint that is not a public host', () => {
  it('is one of at least sixty forms tried here', () => {
    expect(HOSTILE_URLS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(HOSTILE_URLS)('is refused before anything is sent: %s (%s)', async (_what, pattern) => {
    const result = await sendWebhook(call(pattern.replace('{p}', String(port))), never, LIMITS);
    expect(result).toEqual({
      kind: 'not_sent',
      code: expect.stringMatching(/^(not_https|not_a_url|has_credentials|has_query|address_refused)$/),
    });
    expect(connections).toBe(0);
  });

  it.each(
    HOSTILE_URLS.filter(
      ([what]) => !/loopback|localhost|form|parts|number|octal|hexadecimal$|digits|stops|encoded|dot/.test(what),
    ),
  )('stays refused when loopback is allowed for the sandbox: %s (%s)', async (_what, pattern) => {
    const result = await sendWebhook(call(pattern.replace('{p}', String(port)), true), never, LIMITS);
    expect(result.kind).toBe('not_sent');
    expect(connections).toBe(0);
  });
});

describe('a host name', () => {
  const answers = (...lists: readonly string[][]) => {
    let asked = 0;
    const resolveHost: ResolveHost = async () => lists[Math.min(asked++, lists.length - 1)] ?? [];
    return { resolveHost, asked: () => asked };
  };

  it.each([
    ['a private address', [['10.1.2.3']]],
    ['this machine', [['127.0.0.1']]],
    ['this machine in IPv6', [['::1']]],
    ['this machine, mapped', [['::ffff:127.0.0.1']]],
    ['a link-local address with a zone', [['fe80::1%lo']]],
    ['a public and a private address together', [['93.184.215.14', '127.0.0.1']]],
    ['nothing', [[]]],
    ['rubbish', [['not an address']]],
  ])('that resolves to %s is not called', async (_what, lists) => {
    const { resolveHost } = answers(...lists);
    const result = await sendWebhook(call(`https://platform.example:${port}/`), resolveHost, LIMITS);
    expect(result).toMatchObject({ kind: 'not_sent' });
    expect(connections).toBe(0);
  });

  it('is resolved once, and the address that was judged is the one that is dialled', async () => {
    const { resolveHost, asked } = answers(['127.0.0.1'], ['10.9.9.9']);
    await sendWebhook(call(`https://no-such-name.invalid:${port}/`, true), resolveHost, LIMITS);
    expect(asked()).toBe(1);
    expect(connections).toBe(1);
  });

  it('that answers differently the second time gains nothing: the second answer is never asked for', async () => {
    const { resolveHost, asked } = answers(['10.9.9.9'], ['127.0.0.1']);
    const result = await sendWebhook(call(`https://rebinding.example:${port}/`, true), resolveHost, LIMITS);
    expect(result).toEqual({ kind: 'not_sent', code: 'address_refused' });
    expect(asked()).toBe(1);
    expect(connections).toBe(0);
  });
});

describe('public addresses', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '2606:4700:4700::1111',
    '2a00:1450:4001::200e',
  ])('may be called: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('never include an address of a private network, however it is written', () => {
    const privateNumber = fc.oneof(
      fc.integer({ min: 0x0a000000, max: 0x0affffff }),
      fc.integer({ min: 0x7f000000, max: 0x7fffffff }),
      fc.integer({ min: 0xac100000, max: 0xac1fffff }),
      fc.integer({ min: 0xc0a80000, max: 0xc0a8ffff }),
      fc.integer({ min: 0xa9fe0000, max: 0xa9feffff }),
    );
    const spelling = fc.constantFrom<(parts: number[], whole: number) => string>(
      (parts) => parts.join('.'),
      (_parts, whole) => String(whole),
      (_parts, whole) => `0x${whole.toString(16)}`,
      (_parts, whole) => `0${whole.toString(8)}`,
      (parts) => parts.map((part) => `0x${part.toString(16)}`).join('.'),
      (parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
      (parts, whole) => `${parts[0]}.${whole & 0xffffff}`,
      (parts) => `[::ffff:${parts.join('.')}]`,
    );
    fc.assert(
      fc.property(privateNumber, spelling, (whole, spell) => {
        const parts = [24, 16, 8, 0].map((shift) => (whole >>> shift) & 0xff);
        expect(readEndpoint(`https://${spell(parts, whole)}/`, false)).toBe('address_refused');
      }),
      { numRuns: 500 },
    );
  });
});
