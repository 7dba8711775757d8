import { explainFailure } from './embedded-errors.js';

describe('why a service did not start', () => {
  test.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', 'DISK_FULL', /the disk is full/],
    ['initdb: error: could not create file: Disk quota exceeded', 'DISK_FULL', /the disk is full/],
    [
      'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 17',
      'VERSION_MISMATCH',
      /another major version/,
    ],
    ['FATAL:  lock file "postmaster.pid" already exists', 'ALREADY_RUNNING', /already runs/],
    ['FATAL:  something nobody foresaw', 'DID_NOT_START', /something nobody foresaw/],
  ])('is read from its log: %s', (log, fault, words) => {
    const error = explainFailure('PostgreSQL', log, '/data/postgres/server.log');
    expect(error.fault).toBe(fault);
    expect(error.message).toMatch(words);
    expect(error.message).toContain('/data/postgres/server.log');
  });
});
