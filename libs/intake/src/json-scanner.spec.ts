import fc from 'fast-check';
import { FileFault } from './intake.errors.js';
import { JsonScanner, type JsonPath } from './json-scanner.js';

type Seen = [path: string, value: unknown, offset: number];

function scan(pieces: readonly Buffer[], choose: (path: JsonPath) => 'capture' | 'enter', repair = true): Seen[] {
  const seen: Seen[] = [];
  const scanner = new JsonScanner({
    choose,
    onValue: (path, value, offset) => seen.push([path.join('/'), value, offset]),
    repairHexEscapes: repair,
  });
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  return seen;
}

const outcome = (work: () => Seen[]): unknown => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return [error.code, error.place];
  }
};

/** Cuts the bytes at the given fractions. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => Math.floor(place * bytes.length)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
const atDepth = (depth: number) => (path: JsonPath) =>
  (path.length >= depth ? 'capture' : 'enter') as 'capture' | 'enter';

describe('reading JSON in pieces', () => {
  test('wherever the bytes are cut, the same values come out at the same offsets', () => {
    fc.assert(
      fc.property(fc.json(), fractions, fc.integer({ min: 0, max: 3 }), (json, places, depth) => {
        const bytes = Buffer.from(json);
        const whole = scan([bytes], atDepth(depth));
        expect(scan(cut(bytes, places), atDepth(depth))).toEqual(whole);
        if (depth === 0) expect(whole).toEqual([['', JSON.parse(json), 0]]);
      }),
      { numRuns: 500 },
    );
  });

  test('wherever broken bytes are cut, the same fault is found at the same place', () => {
    const broken = fc
      .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', 'x', '\n', '1'))
      .map(([json, at, put]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + put + json.slice(place + 1);
      });
    fc.assert(
      fc.property(broken, fractions, fc.integer({ min: 0, max: 3 }), (text, places, depth) => {
        const bytes = Buffer.from(text);
        const whole = outcome(() => scan([bytes], atDepth(depth), false));
        expect(outcome(() => scan(cut(bytes, places), atDepth(depth), false))).toEqual(whole);
        let valid = true;
        try {
          JSON.parse(bytes.toString('utf8'));
        } catch {
          valid = false;
        }
        expect(whole !== null && Array.isArray(whole) && typeof whole[0] === 'string').toBe(!valid);
      }),
      { numRuns: 1500 },
    );
  });

  test('what is entered is checked as strictly as what is captured', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\u01x-.eE tfn\n'.split('')), maxLength: 24 }),
        (text) => {
          const entered = outcome(() => scan([Buffer.from(text)], () => 'enter', false));
          const captured = outcome(() => scan([Buffer.from(text)], () => 'capture', false));
          expect(typeof (entered as unknown[])[0] === 'string').toBe(typeof (captured as unknown[])[0] === 'string');
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('control characters written as \\xNN are read, and an escaped backslash before an x is left alone', () => {
    const json = String.raw`{"a":"one\x0btwo","b":"C:\\x41","c":["\x00\\\x1f"]}`;
    expect(
      scan([Buffer.from(json)], (path) => (path.length > 0 ? 'capture' : 'enter')).map(([, value]) => value),
    ).toEqual(['one\u000btwo', 'C:\\x41', ['\u0000\\\u001f']]);
    expect(outcome(() => scan([Buffer.from(json)], () => 'enter', false))).toEqual([
      'FILE_NOT_JSON',
      { offset: 10, line: 1, column: 11 },
    ]);
  });

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', 'FILE_NOT_JSON', { offset: 13, line: 3, column: 3 }],
    ['{"a":[1,2', 'FILE_TRUNCATED', { offset: 9, line: 1, column: 10 }],
    ['', 'FILE_TRUNCATED', { offset: 0, line: 1, column: 1 }],
    ['{"a":1}\n\n{', 'FILE_NOT_JSON', { offset: 9, line: 3, column: 1 }],
    ['{"a":"\t"}', 'FILE_NOT_JSON', { offset: 6, line: 1, column: 7 }],
    ['{"a":tru}', 'FILE_NOT_JSON', { offset: 5, line: 1, column: 6 }],
    ['{"a":\n {"b":\n 1,}}', 'FILE_NOT_JSON', { offset: 16, line: 3, column: 4 }],
  ])('%j is broken at its place', (json, code, place) => {
    expect(outcome(() => scan([Buffer.from(json)], (path) => (path.length === 1 ? 'capture' : 'enter')))).toEqual([
      code,
      place,
    ]);
  });

  test('a byte order mark before the value is passed over, also when it is cut', () => {
    const bytes = Buffer.from('\uFEFF[1]');
    expect(scan([bytes], () => 'capture')).toEqual([['', [1], 3]]);
    expect(
      scan(
        [...bytes].map((byte) => Buffer.from([byte])),
        () => 'capture',
      ),
    ).toEqual([['', [1], 3]]);
  });

  test('a value larger than allowed is refused before it is held', () => {
    const scanner = new JsonScanner({ choose: () => 'capture', onValue: () => undefined, maxValueBytes: 1000 });
    expect(() => {
      for (let index = 0; index < 50; index += 1) scanner.write(Buffer.from(index === 0 ? '["' : 'x'.repeat(100)));
    }).toThrow('larger than 1000 bytes');
  });
});
