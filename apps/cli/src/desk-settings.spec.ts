import { readDeskSettings, PROJECT_FOLDER } from './desk-settings.js';

describe('the settings of npm start', () => {
  it('put the desk on port 4700 and the other three after it', () => {
    expect(readDeskSettings({}).ports).toEqual({ desk: 4700, media: 4701, worker: 4702, sandbox: 4703, mail: 0 });
    expect(readDeskSettings({ PORT: '4800', WORKER_PORT: '9000' }).ports).toEqual({
      desk: 4800,
      media: 4801,
      worker: 9000,
      sandbox: 4803,
      mail: 0,
    });
  });

  it('take any free ports when the port is 0', () => {
    expect(readDeskSettings({ PORT: '0' }).ports).toEqual({ desk: 0, media: 0, worker: 0, sandbox: 0, mail: 0 });
  });

  it('keep the data in the project unless told otherwise', () => {
    expect(readDeskSettings({}).dataFolder).toBe(`${PROJECT_FOLDER}/.mizan`);
    expect(readDeskSettings({ MIZAN_DATA: '/var/lib/mizan' }).dataFolder).toBe('/var/lib/mizan');
  });

  test.each([
    [{}, true],
    [{ DATABASE_URL: 'postgres://somewhere/mizan' }, false],
    [{ DATABASE_URL: 'postgres://somewhere/mizan', MIZAN_SAMPLE: 'true' }, true],
    [{ MIZAN_SAMPLE: 'false' }, false],
  ])('make the sample only where nobody else works: %j → %j', (environment, expected) => {
    expect(readDeskSettings(environment).withSample).toBe(expected);
  });

  it('treat an empty variable as one that is not set', () => {
    expect(readDeskSettings({ DATABASE_URL: '', QUEUE_BACKEND: '', PORT: '' }).ports.desk).toBe(4700);
  });

  it('name every fault at once, and no value', () => {
    const read = () => readDeskSettings({ PORT: '70000', QUEUE_BACKEND: 'rabbit-secret' });
    expect(read).toThrow(/PORT: [^]*QUEUE_BACKEND: /);
    expect(read).not.toThrow(/rabbit-secret/);
  });
});
