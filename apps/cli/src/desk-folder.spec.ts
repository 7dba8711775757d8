import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeskFolder, diskFault, MINIMUM_FREE_BYTES } from './desk-folder.js';

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mizan-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused while so little is left on the disk that starting would do harm', () => {
    expect(diskFault(MINIMUM_FREE_BYTES, folder)).toBeNull();
    expect(diskFault(MINIMUM_FREE_BYTES - 1, folder)).toMatch(/^The disk is full: 199 MB left at /);
  });

  it('makes its keys once and keeps them', () => {
    const first = new DeskFolder(folder).secrets();
    expect(new DeskFolder(folder).secrets()).toEqual(first);
    expect(first.ENCRYPTION_KEY).not.toBe(first.IDENTITY_KEY);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('does not make new keys over damaged ones', () => {
    writeFileSync(path.join(folder, 'secrets.json'), '{"ENCRYPTION_KEY":');
    expect(() => new DeskFolder(folder).secrets()).toThrow(/is damaged\. Restore it from a backup/);
  });

  it('belongs to one desk until that releases it', async () => {
    const desk = new DeskFolder(folder);
    await desk.take();
    expect(desk.runningDesk()?.pid).toBe(process.pid);
    desk.release();
    expect(desk.runningDesk()).toBeNull();
    await desk.take();
    desk.release();
  });
});
