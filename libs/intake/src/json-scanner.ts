import { FileFault, type FilePlace } from './intake.errors.js';

/** Member names and item numbers from the root down to one value. */
export type JsonPath = readonly (string | number)[];

export interface JsonScannerOptions {
  /** Asked once at the start of every value: `capture` hands it over whole, `enter` only checks it and goes inside. */
  readonly choose: (path: JsonPath) => 'capture' | 'enter';
  readonly onValue: (path: JsonPath, value: unknown, offset: number) => void;
  /** Called when a container that was entered opens. */
  readonly onOpen?: (path: JsonPath, container: 'object' | 'array') => void;
  /** Reads `\xNN` in strings as the character NN; Telegram Desktop writes control characters so (it is not JSON). */
  readonly repairHexEscapes?: boolean;
  /** Bytes of one captured value, member name or string that is kept; default 16 MiB. */
  readonly maxValueBytes?: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const NEWLINE = 0x0a;
const TOKEN = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
/** Numbers and literals longer than this are no JSON that anybody writes. */
const MAX_TOKEN_BYTES = 1024;

/** Allowed at the very start of a file, and nothing to do with JSON. */
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

type State = 'value' | 'value_or_end' | 'name' | 'name_or_end' | 'colon' | 'comma_or_end' | 'done';

/**
 * A JSON parser that is fed bytes in pieces of any size and hands over chosen values as soon as they are whole, in
 * memory that does not grow with the file. Everything is checked, also what is not handed over; the first fault is
 * thrown as FileFault with its place. Pieces may be cut anywhere, inside a character or an escape too.
 */
export class JsonScanner {
  private readonly maxValueBytes: number;
  private state: State = 'value';
  /** Path of the value that comes next or is being read. */
  private readonly path: (string | number)[] = [];
  private readonly containers: ('object' | 'array')[] = [];
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;

  private reading: 'structure' | 'container' | 'string' | 'token' = 'structure';
  private isName = false;
  private keep = false;
  private start: FilePlace = { offset: 0, line: 1, column: 1 };
  private depth = 0;
  private inString = false;
  /** After a backslash: true; inside `\uXXXX` or `\xNN`: hexadecimal digits still to come. */
  private escaped = false;
  private hexLeft = 0;

  private base = 0;
  private line = 1;
  private lineStart = 0;
  private counted = 0;

  constructor(private readonly options: JsonScannerOptions) {
    this.maxValueBytes = options.maxValueBytes ?? 16 * 1024 * 1024;
  }

  /** Bytes taken in so far. */
  get bytesRead(): number {
    return this.base;
  }

  write(chunk: Buffer): void {
    let index = 0;
    while (index < chunk.length) {
      if (this.reading === 'structure') index = this.readStructure(chunk, index);
      else if (this.reading === 'container') index = this.readContainer(chunk, index);
      else if (this.reading === 'string') index = this.readString(chunk, index);
      else index = this.readToken(chunk, index);
    }
    this.placeAt(chunk, chunk.length);
    this.base += chunk.length;
  }

  /** To be called after the last piece. */
  end(): void {
    if (this.reading === 'token') this.finishToken();
    if (this.state !== 'done' || this.reading !== 'structure') {
      throw new FileFault('FILE_TRUNCATED', 'The file ends in the middle', this.placeAt(Buffer.alloc(0), 0));
    }
  }

  private readStructure(chunk: Buffer, index: number): number {
    const byte = chunk[index];
    if (byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09) return index + 1;
    if (byte === BYTE_ORDER_MARK[this.base + index]) return index + 1;
    switch (this.state) {
      case 'value':
      case 'value_or_end':
        if (byte === CLOSE_ARRAY && this.state === 'value_or_end') return this.close('array', chunk, index);
        return this.startValue(chunk, index);
      case 'name':
      case 'name_or_end':
        if (byte === CLOSE_OBJECT && this.state === 'name_or_end') return this.close('object', chunk, index);
        if (byte !== QUOTE) throw this.fault(chunk, index, 'A member name in quotes was expected');
        return this.startString(chunk, index, true, true);
      case 'colon':
        if (byte !== 0x3a) throw this.fault(chunk, index, 'A colon was expected');
        this.state = 'value';
        return index + 1;
      case 'comma_or_end':
        if (byte === 0x2c) return this.nextMember(index);
        if (byte === CLOSE_OBJECT) return this.close('object', chunk, index);
        if (byte === CLOSE_ARRAY) return this.close('array', chunk, index);
        throw this.fault(chunk, index, 'A comma or the end of the list was expected');
      case 'done':
        throw this.fault(chunk, index, 'Something follows after the end');
    }
  }

  private startValue(chunk: Buffer, index: number): number {
    const byte = chunk[index];
    const capture = this.options.choose(this.path) === 'capture';
    if (byte === QUOTE) return this.startString(chunk, index, false, capture);
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (!capture) return this.open(byte === OPEN_OBJECT ? 'object' : 'array', index);
      this.begin('container', chunk, index, true);
      this.depth = 0;
      this.inString = false;
      return index;
    }
    this.begin('token', chunk, index, capture);
    return index;
  }

  private open(container: 'object' | 'array', index: number): number {
    this.options.onOpen?.(this.path, container);
    this.containers.push(container);
    this.path.push(container === 'object' ? '' : 0);
    this.state = container === 'object' ? 'name_or_end' : 'value_or_end';
    return index + 1;
  }

  private close(container: 'object' | 'array', chunk: Buffer, index: number): number {
    if (this.containers.pop() !== container) throw this.fault(chunk, index, 'Brackets do not match');
    this.path.pop();
    this.finishValue();
    return index + 1;
  }

  private nextMember(index: number): number {
    const place = this.path.length - 1;
    const last = this.path[place];
    if (typeof last === 'number') this.path[place] = last + 1;
    this.state = this.containers.at(-1) === 'object' ? 'name' : 'value';
    return index + 1;
  }

  private finishValue(): void {
    this.reading = 'structure';
    this.state = this.containers.length === 0 ? 'done' : 'comma_or_end';
  }

  private begin(reading: 'container' | 'string' | 'token', chunk: Buffer, index: number, keep: boolean): void {
    this.reading = reading;
    this.start = this.placeAt(chunk, index);
    this.keep = keep;
    this.escaped = false;
    this.hexLeft = 0;
    this.kept.length = 0;
    this.keptBytes = 0;
  }

  private startString(chunk: Buffer, index: number, isName: boolean, keep: boolean): number {
    this.begin('string', chunk, index, keep);
    this.isName = isName;
    this.keepBytes(chunk, index, index + 1);
    return index + 1;
  }

  /** Finds the end of a captured object or list by its brackets; what is inside is checked when it is parsed. */
  private readContainer(chunk: Buffer, from: number): number {
    let { depth, inString, escaped } = this;
    let index = from;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    const end = Math.min(index + 1, chunk.length);
    this.keepBytes(chunk, from, end);
    [this.depth, this.inString, this.escaped] = [depth, inString, escaped];
    if (index < chunk.length) this.hand();
    return end;
  }

  private readString(chunk: Buffer, from: number): number {
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (this.hexLeft > 0) {
        if (!isHex(byte)) throw this.fault(chunk, index, 'A hexadecimal digit was expected');
        this.hexLeft -= 1;
      } else if (this.escaped) {
        this.escaped = false;
        if (byte === 0x75) this.hexLeft = 4;
        else if (byte === 0x78 && this.options.repairHexEscapes) this.hexLeft = 2;
        else if (!ESCAPES.has(byte)) throw this.fault(chunk, index, 'This escape does not exist');
      } else if (byte === BACKSLASH) this.escaped = true;
      else if (byte < 0x20) throw this.fault(chunk, index, 'A control character stands in a text');
      else if (byte === QUOTE) {
        this.keepBytes(chunk, from, index + 1);
        this.finishString();
        return index + 1;
      }
    }
    this.keepBytes(chunk, from, chunk.length);
    return chunk.length;
  }

  private finishString(): void {
    if (this.isName) {
      this.path[this.path.length - 1] = String(this.parseKept());
      this.reading = 'structure';
      this.state = 'colon';
    } else this.hand();
  }

  private readToken(chunk: Buffer, from: number): number {
    let index = from;
    while (index < chunk.length && isTokenByte(chunk[index] ?? 0)) index += 1;
    this.kept.push(Buffer.from(chunk.subarray(from, index)));
    this.keptBytes += index - from;
    if (this.keptBytes > MAX_TOKEN_BYTES) throw new FileFault('FILE_NOT_JSON', 'A value was expected', this.start);
    if (index < chunk.length) this.finishToken();
    return index;
  }

  private finishToken(): void {
    const text = Buffer.concat(this.kept).toString('latin1');
    if (!TOKEN.test(text)) throw new FileFault('FILE_NOT_JSON', 'A value was expected', this.start);
    this.hand();
  }

  /** Hands over the value that was kept and goes on behind it. */
  private hand(): void {
    if (this.keep) this.options.onValue(this.path, this.parseKept(), this.start.offset);
    this.finishValue();
  }

  private keepBytes(chunk: Buffer, from: number, to: number): void {
    if (!this.keep || to <= from) return;
    this.kept.push(Buffer.from(chunk.subarray(from, to)));
    this.keptBytes += to - from;
    if (this.keptBytes > this.maxValueBytes) {
      throw new FileFault('FILE_VALUE_TOO_LARGE', `A value is larger than ${this.maxValueBytes} bytes`, this.start);
    }
  }

  private parseKept(): unknown {
    const bytes = this.kept.length === 1 ? this.kept[0] : Buffer.concat(this.kept);
    this.kept.length = 0;
    const text = (bytes ?? Buffer.alloc(0)).toString('utf8');
    try {
      return JSON.parse(this.options.repairHexEscapes && text.includes('\\x') ? repairHexEscapes(text) : text);
    } catch {
      throw this.faultInside(bytes ?? Buffer.alloc(0));
    }
  }

  /** The exact place of a fault inside a captured value: it is read once more, everything entered. */
  private faultInside(bytes: Buffer): FileFault {
    const { start } = this;
    const inner = new JsonScanner({
      choose: () => 'enter',
      onValue: () => undefined,
      repairHexEscapes: this.options.repairHexEscapes ?? false,
    });
    try {
      inner.write(bytes);
      inner.end();
    } catch (error) {
      if (error instanceof FileFault) {
        const { offset, line, column } = error.place;
        const place = {
          offset: start.offset + offset,
          line: start.line + line - 1,
          column: line === 1 ? start.column + column - 1 : column,
        };
        return new FileFault('FILE_NOT_JSON', error.message.replace(/ \(byte .*$/, ''), place);
      }
    }
    return new FileFault('FILE_NOT_JSON', 'A value cannot be read', start);
  }

  private fault(chunk: Buffer, index: number, message: string): FileFault {
    return new FileFault('FILE_NOT_JSON', message, this.placeAt(chunk, index));
  }

  /** Place of a byte of the current piece; counts line ends up to it, so it is asked in ascending order. */
  private placeAt(chunk: Buffer, index: number): FilePlace {
    let from = this.counted - this.base;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, from);
      if (newline < 0 || newline >= index) break;
      this.line += 1;
      from = newline + 1;
      this.lineStart = this.base + from;
    }
    this.counted = Math.max(this.counted, this.base + index);
    const offset = this.base + index;
    return { offset, line: this.line, column: offset - this.lineStart + 1 };
  }
}

/** Turns `\xNN` into `\u00NN`, leaving every other escape, `\\` before an x too, as it is. */
export function repairHexEscapes(json: string): string {
  return json.replace(/\\(?:x([0-9A-Fa-f]{2})|[\s\S])/g, (all, hex: string | undefined) =>
    hex === undefined ? all : `\\u00${hex}`,
  );
}

const ESCAPES = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** What may stand in a number or literal; `{`, `"` and the like end it and are judged by the structure. */
function isTokenByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
