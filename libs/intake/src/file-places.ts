import type { FilePlace } from './intake.errors.js';

const NEWLINE = 0x0a;

/** Knows where a byte stands in a file that is read in pieces: its offset, line and column. */
export class PlaceCounter {
  private base = 0;
  private line = 1;
  private lineStart = 0;
  private counted = 0;

  /** Bytes of the pieces that were passed. */
  get bytesRead(): number {
    return this.base;
  }

  /** Place of a byte of the present piece; counts line ends up to it, so it is asked in ascending order. */
  at(piece: Buffer, index: number): FilePlace {
    let from = this.counted - this.base;
    for (;;) {
      const newline = piece.indexOf(NEWLINE, from);
      if (newline < 0 || newline >= index) break;
      this.line += 1;
      from = newline + 1;
      this.lineStart = this.base + from;
    }
    this.counted = Math.max(this.counted, this.base + index);
    const offset = this.base + index;
    return { offset, line: this.line, column: offset - this.lineStart + 1 };
  }

  /** Goes on to the next piece. */
  pass(piece: Buffer): void {
    this.at(piece, piece.length);
    this.base += piece.length;
  }
}

/** Place in the file of a place inside something that starts there. */
export function placeInside(start: FilePlace, { offset, line, column }: FilePlace): FilePlace {
  return {
    offset: start.offset + offset,
    line: start.line + line - 1,
    column: line === 1 ? start.column + column - 1 : column,
  };
}
