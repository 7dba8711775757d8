import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  hexDigitsAfter,
  isHex,
} from './json-text-rules.js';

/** Finds the end of an object or list by its brackets, in pieces cut anywhere; what is inside is not checked. */
export class ClosingBracket {
  private depth = 0;
  private inString = false;
  private escaped = false;

  /** Where the piece goes on behind the last bracket; null when that is in a later piece. */
  find(piece: Buffer, from: number): number | null {
    let { depth, inString, escaped } = this;
    for (let index = from; index < piece.length; index += 1) {
      const byte = piece[index];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) return index + 1;
      }
    }
    [this.depth, this.inString, this.escaped] = [depth, inString, escaped];
    return null;
  }
}

/** Finds the end of a string behind its first quote, in pieces cut anywhere, and checks its escapes. */
export class ClosingQuote {
  private escaped = false;
  /** Inside `\uXXXX` or `\xNN`: hexadecimal digits still to come. */
  private hexLeft = 0;

  /** With `hexEscapes` `\xNN` is one, too. */
  constructor(private readonly hexEscapes: boolean) {}

  /** Where the piece goes on behind the last quote; null when that is in a later piece. Throws what `fault` makes. */
  find(piece: Buffer, from: number, fault: (index: number, message: string) => Error): number | null {
    for (let index = from; index < piece.length; index += 1) {
      const byte = piece[index] ?? 0;
      if (this.hexLeft > 0) {
        if (!isHex(byte)) throw fault(index, 'A hexadecimal digit was expected');
        this.hexLeft -= 1;
      } else if (this.escaped) {
        this.escaped = false;
        const digits = hexDigitsAfter(byte, this.hexEscapes);
        if (digits === null) throw fault(index, 'This escape does not exist');
        this.hexLeft = digits;
      } else if (byte === BACKSLASH) this.escaped = true;
      else if (byte < 0x20) throw fault(index, 'A control character stands in a text');
      else if (byte === QUOTE) return index + 1;
    }
    return null;
  }
}
