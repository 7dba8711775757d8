import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const bootstrap = path.resolve(__dirname, 'bootstrap.mjs');

/** Runs the bootstrap in a Node that says it is another version. */
function run(args: readonly string[], version = process.versions.node) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, bootstrap, ...args],
    {
      encoding: 'utf8',
    },
  );
}

describe('the bootstrap', () => {
  test.each(['18.20.8', '20.18.3', '0.12.18'])('says that Node %s is too old, and what to do', (version) => {
    const { status, stdout, stderr } = run(['start'], version);
    expect(status).toBe(1);
    expect(stderr).toContain(`This is Node ${version}; Mizan needs Node 20.19 or newer.`);
    expect(stderr).toContain('Install');
    expect(stdout).toBe('');
  });

  it('lists its commands when it is given another', () => {
    const { status, stderr } = run(['begin']);
    expect(status).toBe(2);
    expect(stderr).toContain('start | dev | cli | test | check | bench');
  });

  it('imports nothing that npm would have to install first', () => {
    const imports = [...readFileSync(bootstrap, 'utf8').matchAll(/^import .* from '([^']+)'/gm)].map(
      ([, from]) => from,
    );
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((from) => !from?.startsWith('node:'))).toEqual([]);
  });
});
