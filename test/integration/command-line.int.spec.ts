import { spawnSync } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(__dirname, '../../apps/cli/dist/main.js');

function mizan(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [main, ...args], { input, encoding: 'utf8' });
}

describe('the command line', () => {
  it('prints nothing but the answer on standard output', () => {
    const { status, stdout, stderr } = mizan(['resolve'], 'https://t.me/example_news\n\n@alice:example.org\n');
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { input: string; kind: string | null });
    expect(answers.map(({ input, kind }) => [input, kind])).toEqual([
      ['https://t.me/example_news', 'public_chat'],
      ['', null],
      ['@alice:example.org', 'user'],
    ]);
  });

  it('ends quietly when its reader has seen enough', () => {
    const lines = 't.me/example_news\n'.repeat(200_000);
    const { status, stdout, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `"${process.execPath}" "${main}" resolve | head -n 1`],
      {
        input: lines,
        encoding: 'utf8',
      },
    );
    expect({ status, stderr, lines: stdout.split('\n').length }).toEqual({ status: 0, stderr: '', lines: 2 });
  });

  it('lists its commands, and fails on one that it does not have', () => {
    expect(mizan([])).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('resolve') as unknown });
    expect(mizan(['resolv'])).toMatchObject({ status: 2, stdout: '' });
  });
});
