import fc from 'fast-check';
import pg from 'pg';
import { sqlArray } from './sql-array.js';

describe('sqlArray', () => {
  it('quotes what PostgreSQL would read otherwise', () => {
    expect(sqlArray(['a', 'NULL', '', 'a"b\\c', '{x, y}', null, 7, true])).toBe(
      '{"a","NULL","","a\\"b\\\\c","{x, y}",NULL,7,true}',
    );
    expect(sqlArray([])).toBe('{}');
  });

  it('is read back as it was, whatever the text', () => {
    // 1009 = text[], which the driver's type does not name.
    const parse: (text: string) => unknown = pg.types.getTypeParser(1009 as never);
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: 'grapheme' }))), (values) => {
        expect(parse(sqlArray(values))).toEqual(values);
      }),
    );
  });
});
