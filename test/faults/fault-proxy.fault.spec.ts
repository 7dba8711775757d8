import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FaultProxy } from './fault-proxy.js';

let echo: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeAll(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  proxy = await FaultProxy.to((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
});
afterAll(() => new Promise<void>((resolve) => void echo.close(() => resolve())));

function connect(): Socket {
  const socket = createConnection({ host: '127.0.0.1', port: proxy.port });
  socket.on('error', () => undefined);
  clients.push(socket);
  return socket;
}

/** What came back before the time was over or the connection ended. */
async function say(socket: Socket, words: string, withinMs = 2_000): Promise<string> {
  let heard = '';
  const done = new Promise<void>((resolve) => {
    socket.on('data', (packet) => {
      heard += packet.toString();
      if (heard.length >= words.length) resolve();
    });
    socket.once('close', () => resolve());
    setTimeout(resolve, withinMs);
  });
  socket.write(words);
  await done;
  return heard;
}

describe('the fault proxy', () => {
  it('passes everything through while the weather is fine', async () => {
    expect(await say(connect(), 'x'.repeat(300_000), 10_000)).toHaveLength(300_000);
  });

  it('delays every packet in each direction', async () => {
    proxy.set({ latencyMs: 150 });
    const began = performance.now();
    expect(await say(connect(), 'hello')).toBe('hello');
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  });

  it('resets connections', async () => {
    proxy.set({ resetShare: 1 });
    expect(await say(connect(), 'hello')).toBe('');
  });

  it('holds back what passes through a half-open connection, and lets it go on', async () => {
    const socket = connect();
    expect(await say(socket, 'a')).toBe('a');
    proxy.set({ hole: 'half_open' });
    expect(await say(socket, 'b', 300)).toBe('');
    const heard = new Promise<string>((resolve) => socket.once('data', (packet) => resolve(packet.toString())));
    proxy.set({});
    expect(await heard).toBe('b');
  });

  it('takes connections into a black hole without ever answering', async () => {
    proxy.set({ hole: 'black' });
    const socket = connect();
    await new Promise((resolve) => socket.once('connect', resolve));
    expect(await say(socket, 'hello', 300)).toBe('');
    expect(socket.destroyed).toBe(false);
  });

  it('cuts a connection after so many bytes of the server', async () => {
    proxy.set({ cutAfterBytes: 3 });
    expect(await say(connect(), 'hello')).toBe('hel');
  });

  it('resets every connection that stands', async () => {
    const sockets = [connect(), connect()];
    for (const socket of sockets) expect(await say(socket, 'a')).toBe('a');
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    expect(proxy.connections).toBe(2);
    proxy.resetAll();
    await Promise.all(closed);
  });
});
