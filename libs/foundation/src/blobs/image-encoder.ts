import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { declaredPixels, MOST_PIXELS } from './image-size-rules.js';
import { sniffMediaType } from './media-type-rules.js';

/** An image as it is shown: encoded anew by us. */
export interface EncodedImage {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Why an image is not shown: it is damaged, declares too many pixels, or took too much time or memory. */
export type ImageFault = 'damaged' | 'too_many_pixels' | 'too_costly';

/** Longest side of what is shown, in pixels. */
const LONGEST_EDGE = 2_048;
const TIMEOUT_MS = 10_000;
/** Memory of the process that decodes, with some 75 MB that Node itself takes. */
const MEMORY_BYTES = 402_653_184;
/** Nothing that is encoded within the bounds is longer. */
const MOST_OUTPUT_BYTES = 33_554_432;
const FAULTS: Readonly<Record<number, ImageFault>> = { 2: 'damaged', 3: 'too_many_pixels' };
const PROGRAM = fileURLToPath(new URL('./image-encoder-process.mjs', import.meta.url));

/** Refused because too many images wait already. */
export class EncoderBusy extends Error {}

/**
 * Encodes images anew, each in a process of its own that has no environment and ends after ten seconds, so that neither the
 * event loop nor the memory of this process is at the mercy of what was sent.
 */
export class ImageEncoder {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce = 2,
    private readonly mostWaiting = 50,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Throws EncoderBusy. */
  async encode(bytes: Uint8Array): Promise<EncodedImage | ImageFault> {
    const pixels = declaredPixels(bytes);
    if (pixels === null) return 'damaged';
    if (pixels > MOST_PIXELS) return 'too_many_pixels';
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mostWaiting) throw new EncoderBusy('too many images wait');
      // The place is handed over by the one that ends, so that nobody comes between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await encodeInProcess(bytes, this.timeoutMs);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function encodeInProcess(bytes: Uint8Array, timeout: number): Promise<EncodedImage | ImageFault> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=64', PROGRAM, MOST_PIXELS, LONGEST_EDGE, MEMORY_BYTES].map(String),
      { env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout, killSignal: 'SIGKILL', windowsHide: true },
    );
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
      else parts.push(part);
    });
    // The process may end before it has read everything: its exit says why.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return resolve(FAULTS[code ?? -1] ?? (code === 1 ? 'damaged' : 'too_costly'));
      const encoded = Buffer.concat(parts);
      resolve({ mediaType: sniffMediaType(encoded), bytes: encoded });
    });
    child.stdin.end(bytes);
  });
}
