import { PlaceCounter, placeInside } from './file-places.js';
import { FileFault, type FilePlace } from './intake.errors.js';
import { ClosingBracket, ClosingQuote } from './json-ends.js';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  isSpace,
  isToken,
  isTokenByte,
  repairHexEscapes,
} from './json-text-rules.js';

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
  private brackets = new ClosingBracket();
  private quote: ClosingQuote;
  private readonly places = new PlaceCounter();

  constructor(private readonly options: JsonScannerOptions) {
    this.maxValueBytes = options.maxValueBytes ?? 16 * 1024 * 1024;
    this.quote = new ClosingQuote(options.repairHexEscapes ?? false);
  }

  /** Bytes taken in so far. */
  get bytesRead(): number {
    return this.places.bytesRead;
  }

  write(chunk: Buffer): void {
    let index = 0;
    while (index < chunk.length) {
      if (this.reading === 'structure') index = this.readStructure(chunk, index);
      else if (this.reading === 'container') index = this.readContainer(chunk, index);
      else if (this.reading === 'string') index = this.readString(chunk, index);
      else index = this.readToken(chunk, index);
    }
    this.places.pass(chunk);
  }

  /** To be called after the last piece. */
  end(): void {
    if (this.reading === 'token') this.finishToken();
    if (this.state !== 'done' || this.reading !== 'structure') {
      throw new FileFault('FILE_TRUNCATED', 'The file ends in the middle', this.places.at(Buffer.alloc(0), 0));
    }
  }

  private readStructure(chunk: Buffer, index: number): number {
    const byte = chunk[index];
    if (isSpace(byte)) return index + 1;
    if (byte === BYTE_ORDER_MARK[this.bytesRead + index]) return index + 1;
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
        if (byte !== COLON) throw this.fault(chunk, index, 'A colon was expected');
        this.state = 'value';
        return index + 1;
      case 'comma_or_end':
        if (byte === COMMA) return this.nextMember(index);
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
      this.brackets = new ClosingBracket();
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
    this.start = this.places.at(chunk, index);
    this.keep = keep;
    this.kept.length = 0;
    this.keptBytes = 0;
  }

  private startString(chunk: Buffer, index: number, isName: boolean, keep: boolean): number {
    this.begin('string', chunk, index, keep);
    this.quote = new ClosingQuote(this.options.repairHexEscapes ?? false);
    this.isName = isName;
    this.keepBytes(chunk, index, index + 1);
    return index + 1;
  }

  private readContainer(chunk: Buffer, from: number): number {
    const end = this.brackets.find(chunk, from);
    this.keepBytes(chunk, from, end ?? chunk.length);
    if (end !== null) this.hand();
    return end ?? chunk.length;
  }

  private readString(chunk: Buffer, from: number): number {
    const end = this.quote.find(chunk, from, (index, message) => this.fault(chunk, index, message));
    this.keepBytes(chunk, from, end ?? chunk.length);
    if (end !== null) this.finishString();
    return end ?? chunk.length;
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
    if (!isToken(text)) throw new FileFault('FILE_NOT_JSON', 'A value was expected', this.start);
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
        const place = placeInside(start, error.place);
        return new FileFault('FILE_NOT_JSON', error.message.replace(/ \(byte .*$/, ''), place);
      }
    }
    return new FileFault('FILE_NOT_JSON', 'A value cannot be read', start);
  }

  private fault(chunk: Buffer, index: number, message: string): FileFault {
    return new FileFault('FILE_NOT_JSON', message, this.places.at(chunk, index));
  }
}
