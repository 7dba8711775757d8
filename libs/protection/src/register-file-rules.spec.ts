import fc from 'fast-check';
import { readCsv, readJsonEntry, writeCsv, type FileEntry } from './register-file-rules.js';

const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\r', ' ').trim());
const value = cell.filter((text) => text !== '');
const entry: fc.Arbitrary<FileEntry> = fc.record({
  class: fc.constantFrom('journalist', 'newsroom'),
  basis: fc.constantFrom(null, 'journalistic'),
  name: cell,
  organisation: cell,
  contact: cell,
  note: fc.oneof(cell, fc.constantFrom('=1+1', '@SUM(A1)', "'quoted", 'a,"b"\nc', '-x')),
  identifiers: fc.array(
    fc.record({
      platform: fc.constantFrom(null, 'telegram', 'matrix-org'),
      kind: fc.constantFrom('account' as const, 'handle' as const, 'byline' as const),
      value,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  declaration: fc.constantFrom(null, { legalName: 'A "B", SA' }),
});

describe('a file of the register', () => {
  it('as CSV gives back what was written, whatever the text holds', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const read = readCsv(writeCsv(entries));
        expect(read.map((line) => ('entry' in line ? line.entry : line))).toEqual(entries);
      }),
    );
  });

  it('never begins a cell with what a spreadsheet would run', () => {
    const text = writeCsv([
      {
        class: 'artist',
        basis: null,
        name: '=cmd()',
        organisation: '+1',
        contact: '-1',
        note: '@x',
        identifiers: [],
        declaration: null,
      },
    ]);
    expect(text.split('\r\n')[1]).toBe("artist,,'=cmd(),'+1,'-1,'@x,,");
  });

  it('names the line and the field of what cannot be read, and reads the rest', () => {
    const read = readCsv(
      'class,name,identifiers\njournalist,"A\nB",*/byline:A\nartist,C,nonsense\n\nartist,D,*/shoe:42\n',
    );
    expect(read).toMatchObject([
      { line: 2, entry: { name: 'A\nB' } },
      { line: 4, field: 'identifiers' },
      { line: 6, field: 'identifiers.0.kind' },
    ]);
  });

  it.each([
    ['class,name\nartist,A\n', 'identifiers'],
    ['class,identifiers\n"artist', 'file'],
  ])('is refused as a whole when it is no such table: %j', (text, field) => {
    expect(readCsv(text)).toMatchObject([{ field }]);
  });

  it('as JSON names the path of what is wrong', () => {
    expect(readJsonEntry({ class: 'artist', identifiers: [{ kind: 'byline' }] }, 3)).toMatchObject({
      line: 3,
      field: 'identifiers.0.value',
    });
    expect(readJsonEntry('x', 1)).toMatchObject({ line: 1, field: 'entry' });
  });
});
