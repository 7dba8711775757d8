import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isConnectionLoss, isPlainRead, mayRunAgain } from './connection-loss-rules.js';

const ofDriver = (code: string, message = 'it failed') => ({
  driverError: Object.assign(new Error(message), { code }),
});
const released = new QueryRunnerAlreadyReleasedError();

describe('the loss of a connection', () => {
  it.each([
    ['a terminated session', ofDriver('57P01')],
    ['a crashed server', ofDriver('57P02')],
    ['a server that is starting', Object.assign(new Error('starting up'), { code: '57P03' })],
    ['a connection exception', ofDriver('08006')],
    ['a reset socket', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['a broken pipe', ofDriver('EPIPE', 'write EPIPE')],
    ['a closed port', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })],
    ['an end without a word', { driverError: new Error('Connection terminated unexpectedly') }],
    ['a connection that was given back when it broke', released],
    ['its manager, used after that', new QueryRunnerProviderAlreadyReleasedError()],
  ])('is seen in %s', (_what, error) => expect(isConnectionLoss(error)).toBe(true));

  it.each([
    ['a violated constraint', ofDriver('23505')],
    ['a statement that took too long', ofDriver('57014')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a refusal of our own', new Error('The case is taken.')],
    ['nothing', undefined],
  ])('is not seen in %s', (_what, error) => expect(isConnectionLoss(error)).toBe(false));
});

describe('a transaction that failed', () => {
  it.each([
    ['lost a race', ofDriver('40P01'), false, false, true],
    ['lost a race while committing', ofDriver('40001'), true, false, true],
    ['lost its connection before it committed', ofDriver('57P01'), false, false, true],
    ['may have committed', ofDriver('57P01'), true, false, false],
    ['may have committed, and finds what it did', ofDriver('57P01'), true, true, true],
    ['could not even send its commit', released, true, false, true],
    ['broke a constraint', ofDriver('23505'), false, true, false],
  ])('and %s: may it run again?', (_what, error, committing, repeatable, may) =>
    expect(mayRunAgain(error, { committing, repeatable })).toBe(may),
  );
});

describe('a statement that only reads', () => {
  it.each([
    'select 1',
    '  with found as (select id from subject) select * from found',
    `select 'update of the rules' as title`,
    'select updated_at, "into" from review_case',
  ])('%s', (sql) => expect(isPlainRead(sql)).toBe(true));

  it.each([
    'with touched as (update session set last_seen_at = now()) select 1',
    'select id from review_case for update skip locked',
    `select nextval('case_number')`,
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_xact_lock(1)',
    'insert into flag default values',
    'START TRANSACTION',
    'delete from outbox',
  ])('is not: %s', (sql) => expect(isPlainRead(sql)).toBe(false));
});
