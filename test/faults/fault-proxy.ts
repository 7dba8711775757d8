import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a proxy does to the connections that pass through it. */
export interface Weather {
  /** Milliseconds added to every packet in each direction. */
  readonly latencyMs: number;
  /** Up to so many milliseconds more or less. */
  readonly jitterMs: number;
  /** Share of packets (0 to 1) on which the connection is reset instead. */
  readonly resetShare: number;
  /** `open`: nothing passes and nobody is told (half-open). `drop`: new connections are taken and never answered. */
  readonly hole: 'none' | 'half_open' | 'black';
  /** The connection is cut once so many bytes came from the server; null = never. */
  readonly cutAfterBytes: number | null;
}

const FINE: Weather = { latencyMs: 0, jitterMs: 0, resetShare: 0, hole: 'none', cutAfterBytes: null };

/** A TCP proxy on 127.0.0.1 that makes a network as bad as it is told, at once and for connections that stand. */
export class FaultProxy {
  private weather: Weather = FINE;
  private readonly pairs = new Set<Pair>();
  private readonly server: Server;

  private constructor(
    private readonly targetHost: string,
    private readonly targetPort: number,
  ) {
    this.server = createServer({ allowHalfOpen: true }, (client) => this.connect(client));
  }

  static async to(port: number, host = '127.0.0.1'): Promise<FaultProxy> {
    const proxy = new FaultProxy(host, port);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** The same address through the proxy. */
  through(url: string): string {
    const changed = new URL(url);
    changed.host = `127.0.0.1:${this.port}`;
    return changed.href;
  }

  set(weather: Partial<Weather>): void {
    this.weather = { ...FINE, ...weather };
    if (this.weather.hole === 'none') for (const pair of this.pairs) pair.resume();
  }

  /** Resets every connection that stands. */
  resetAll(): void {
    for (const pair of this.pairs) pair.reset();
  }

  async close(): Promise<void> {
    this.resetAll();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private connect(client: Socket): void {
    if (this.weather.hole === 'black') {
      const silent = new Pair(client, null, () => this.weather);
      this.keep(silent);
      return;
    }
    const server = createConnection({ host: this.targetHost, port: this.targetPort, allowHalfOpen: true });
    this.keep(new Pair(client, server, () => this.weather));
  }

  private keep(pair: Pair): void {
    this.pairs.add(pair);
    pair.onEnd = () => this.pairs.delete(pair);
  }
}

/** One connection through the proxy: packets keep their order in each direction. */
class Pair {
  onEnd: () => void = () => undefined;
  private fromServer = 0;
  private readonly held: (() => void)[] = [];

  constructor(
    private readonly client: Socket,
    private readonly server: Socket | null,
    private readonly weather: () => Weather,
  ) {
    for (const socket of [client, server]) {
      socket?.setNoDelay(true);
      socket?.on('error', () => this.reset());
      socket?.on('close', () => this.end());
    }
    if (!server) return;
    this.pipe(client, server, false);
    this.pipe(server, client, true);
  }

  /** What a hole held back goes on. */
  resume(): void {
    for (const send of this.held.splice(0)) send();
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server?.resetAndDestroy();
    this.end();
  }

  private end(): void {
    this.onEnd();
    if (!this.client.destroyed) this.client.destroy();
    if (this.server && !this.server.destroyed) this.server.destroy();
  }

  private pipe(from: Socket, to: Socket, isServer: boolean): void {
    let last = 0;
    const later = (send: () => void) => {
      const { latencyMs, jitterMs, hole } = this.weather();
      if (hole !== 'none') {
        this.held.push(() => later(send));
        return;
      }
      const due = Math.max(last, performance.now() + latencyMs + (Math.random() * 2 - 1) * jitterMs);
      last = due;
      const wait = due - performance.now();
      if (wait <= 0) send();
      else setTimeout(send, wait);
    };
    from.on('data', (packet: Buffer) => {
      const { resetShare, cutAfterBytes } = this.weather();
      if (resetShare > 0 && Math.random() < resetShare) return this.reset();
      if (isServer) this.fromServer += packet.length;
      const cut = isServer && cutAfterBytes !== null && this.fromServer > cutAfterBytes;
      const whole = cut
        ? packet.subarray(0, Math.max(0, packet.length - (this.fromServer - (cutAfterBytes ?? 0))))
        : packet;
      later(() => {
        if (to.destroyed) return;
        to.write(whole);
        if (cut) to.end(() => this.end());
      });
    });
    from.on('end', () => later(() => to.end()));
  }
}
