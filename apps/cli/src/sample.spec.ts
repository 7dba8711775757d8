import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sample } from './sample.js';

describe('the sample', () => {
  const signIns = [{ role: 'moderator', email: 'moderator@mizan.example', password: 'words' }];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mizan-sample-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (url: string) => new Sample(path.join(folder, 'sample.json'), url);

  it('is made once, and again when the sandbox moved', () => {
    expect(at('http://127.0.0.1:4703').kept()).toBeNull();
    at('http://127.0.0.1:4703').keep(
      `making the network\n${JSON.stringify({ signIns, subjects: 12 })}\n{"level":30,"msg":"closed"}\n`,
    );
    expect(at('http://127.0.0.1:4703').kept()).toEqual(signIns);
    expect(at('http://127.0.0.1:4803').kept()).toBeNull();
  });

  it('is not kept when its making gave no sign-ins', () => {
    expect(() => at('http://127.0.0.1:4703').keep('{"level":30}\n')).toThrow(/gave no sign-ins/);
    expect(at('http://127.0.0.1:4703').kept()).toBeNull();
  });

  it('keeps its passwords from other users', () => {
    at('http://127.0.0.1:4703').keep(JSON.stringify({ signIns }));
    expect(statSync(path.join(folder, 'sample.json')).mode & 0o777).toBe(0o600);
  });
});
