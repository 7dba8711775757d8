import fc from 'fast-check';
import { readJsonItems, readNdjson, type InputItem } from './input-items.js';
import { readLines, type InputLine } from './line-reader.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function all<Item>(lists: AsyncIterable<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const list of lists) items.push(...list);
  return items;
}
const lines = (text: string | Buffer, size = 1_000, max?: number): Promise<InputLine[]> =>
  all(readLines(pieces(Buffer.from(text), size), max));

describe('lines of a stream', () => {
  test('are the same wherever the bytes are cut', async () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((line) => !/[\r\n]/.test(line)),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), async (list, end, size) => {
        const expected = list
          .map((line, index) => ({ number: index + 1, text: line, fault: null }))
          .filter((line) => line.text.trim() !== '');
        expect(await lines(list.join(end), size)).toEqual(expected);
      }),
    );
  });

  test('that are too long or no UTF-8 are named by their number, and the next ones are read', async () => {
    const text = Buffer.concat([
      Buffer.from(`a\n${'x'.repeat(50)}\n\n`),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from('b'),
    ]);
    for (const size of [1, 7, 1000]) {
      expect(await lines(text, size, 20)).toEqual([
        { number: 1, text: 'a', fault: null },
        { number: 2, text: null, fault: 'TOO_LONG' },
        { number: 4, text: null, fault: 'NOT_UTF8' },
        { number: 5, text: 'b', fault: null },
      ]);
    }
  });
});

describe('items of a request', () => {
  const items = (list: AsyncIterable<InputItem[]>) => all(list);

  test('of NDJSON keep their line, and a broken line breaks nothing else', async () => {
    expect(await items(readNdjson(pieces(Buffer.from('{"a":1}\n\n{oops\n[2]'), 3)))).toEqual([
      { line: 1, value: { a: 1 }, fault: null, raw: '{"a":1}' },
      { line: 3, value: null, fault: { field: null, code: 'NOT_JSON', message: 'The line is no JSON.' }, raw: '{oops' },
      { line: 4, value: [2], fault: null, raw: '[2]' },
    ]);
  });

  test.each([1, 2, 5, 100])('of a list or a single object come out of pieces of %i bytes', async (size) => {
    const shapes: string[] = [];
    const read = async (json: string) =>
      (await items(readJsonItems(pieces(Buffer.from(json), size), (shape) => shapes.push(shape)))).map(
        ({ line, value }) => [line, value],
      );
    expect(await read('  [{"a":1},\n {"a":[2]}] ')).toEqual([
      [1, { a: 1 }],
      [2, { a: [2] }],
    ]);
    expect(await read(' {"a":1}')).toEqual([[1, { a: 1 }]]);
    expect(await read('[]')).toEqual([]);
    expect(shapes).toEqual(['list', 'single', 'list']);
    await expect(read('[{"a":1},')).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
  });
});
