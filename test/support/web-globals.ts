// What browsers have and jsdom lacks.
import { webcrypto } from 'node:crypto';
import { ReadableStream, TransformStream, WritableStream } from 'node:stream/web';
import { TextDecoder, TextEncoder } from 'node:util';

/** Sees nothing: jsdom lays nothing out. */
class BlindObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds: number[] = [];
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

const matchMedia = (media: string) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
});

const missing: Readonly<Record<string, unknown>> = {
  TextDecoder,
  TextEncoder,
  ReadableStream,
  TransformStream,
  WritableStream,
  matchMedia,
  ResizeObserver: BlindObserver,
  IntersectionObserver: BlindObserver,
};
for (const [name, value] of Object.entries(missing)) {
  if (!Reflect.get(globalThis, name)) Object.assign(globalThis, { [name]: value });
}
if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

const { prototype } = Reflect.get(globalThis, 'Element') as { prototype: { scrollIntoView?: () => void } };
prototype.scrollIntoView ??= () => undefined;
