import { PassThrough } from 'node:stream';
import { report, run } from './audit.js';

const sound = {
  ok: true,
  checkedRows: 600_000,
  checkedSeals: 12,
  unsealedRows: 3,
  firstBad: null,
  firstBadRowId: null,
  truncationExcluded: true,
  tookMs: 2_000,
};

describe('mizan audit verify', () => {
  it('prints what was checked and how fast', () => {
    expect(report(sound, '/data/audit-roots.ndjson')).toBe(
      [
        'The record is as it was sealed.',
        'checked  600,000 rows in 12 seals, 2.00 s, 300,000 rows/s',
        'unsealed 3 rows younger than the last seal, not checked',
        'roots    /data/audit-roots.ndjson',
        '',
      ].join('\n'),
    );
  });

  it('names the first bad row', () => {
    const words = report({ ...sound, ok: false, firstBad: 'row 17 is changed (seal 2)', firstBadRowId: '17' }, '/r');
    expect(words).toContain('ALTERED');
    expect(words).toContain('first bad: row 17 is changed (seal 2)');
  });

  it('says what cannot be excluded without the roots file', () => {
    expect(report({ ...sound, truncationExcluded: false }, '/r')).toContain('cannot be told from a sound one');
  });

  it('shows its usage on anything else', async () => {
    const stderr = new PassThrough();
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr };
    expect(await run(['destroy'], streams)).toBe(2);
    expect(String(stderr.read())).toContain('usage: audit verify');
  });
});
