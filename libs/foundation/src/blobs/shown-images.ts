import type { EncodedImage, ImageEncoder, ImageFault } from './image-encoder.js';

/** Kept in memory, in bytes: a case is looked at by several people, and by each more than once. */
const KEPT_BYTES = 33_554_432;
/** What a remembered fault counts for. */
const FAULT_BYTES = 1_024;

/** Images as they are shown, the last ones kept in memory; one that is asked for twice at once is encoded once. */
export class ShownImages {
  private readonly kept = new Map<string, EncodedImage | ImageFault>();
  private readonly underWay = new Map<string, Promise<EncodedImage | ImageFault>>();
  private keptBytes = 0;

  constructor(private readonly encoder: Pick<ImageEncoder, 'encode'>) {}

  /** `load` gives the bytes that the hash stands for, called when they are needed. Throws EncoderBusy. */
  async show(sha256: string, load: () => Promise<Uint8Array>): Promise<EncodedImage | ImageFault> {
    const known = this.kept.get(sha256);
    if (known) {
      this.kept.delete(sha256);
      this.kept.set(sha256, known);
      return known;
    }
    const begun = this.underWay.get(sha256);
    if (begun) return begun;
    const work = load()
      .then((bytes) => this.encoder.encode(bytes))
      .then((shown) => this.keep(sha256, shown))
      .finally(() => this.underWay.delete(sha256));
    this.underWay.set(sha256, work);
    return work;
  }

  private keep(sha256: string, shown: EncodedImage | ImageFault): EncodedImage | ImageFault {
    // Time and memory that ran out may be the machine's fault: tried again the next time.
    if (shown === 'too_costly') return shown;
    this.kept.set(sha256, shown);
    this.keptBytes += sizeOf(shown);
    for (const [oldest, image] of this.kept) {
      if (this.keptBytes <= KEPT_BYTES) break;
      this.kept.delete(oldest);
      this.keptBytes -= sizeOf(image);
    }
    return shown;
  }
}

const sizeOf = (shown: EncodedImage | ImageFault): number =>
  typeof shown === 'string' ? FAULT_BYTES : shown.bytes.length;
