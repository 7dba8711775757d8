import { spawn } from 'node:child_process';
import { findProcess, isSameProcess, waitUntilGone } from './running-process.js';

describe('looking a process up', () => {
  it('finds a running one with its command line, and not one that has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', 'a b) c'], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    const running = findProcess(child.pid ?? 0);
    expect(running?.command).toContain('a b) c');
    child.kill('SIGKILL');
    expect(running && (await waitUntilGone(running, 5_000))).toBe(true);
    expect(findProcess(child.pid ?? 0)).toBeNull();
  });

  it('tells a process from a later one with the same number', () => {
    const self = findProcess(process.pid);
    expect(self && isSameProcess(self)).toBe(true);
    expect(isSameProcess({ pid: process.pid, startedAt: 'another time' })).toBe(false);
  });

  test.each([0, -1, NaN, 2 ** 22 + 1])('finds nothing under the number %p', (pid) => {
    expect(findProcess(pid)).toBeNull();
  });
});
