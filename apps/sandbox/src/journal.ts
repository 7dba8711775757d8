import { appendFileSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';

/** A file of JSON lines that is replayed at start; a line that a crash cut off is dropped, because it was never answered. */
export class Journal {
  private readonly file: string;

  constructor(dataFolder: string, name: string) {
    mkdirSync(dataFolder, { recursive: true });
    this.file = path.join(dataFolder, name);
  }

  append(line: object): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  replay(): unknown[] {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      return [];
    }
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length !== text.length) truncateSync(this.file, Buffer.byteLength(whole));
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  }
}
