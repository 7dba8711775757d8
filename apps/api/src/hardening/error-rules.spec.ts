import { AppError, invalid } from '@mizan/foundation/errors.js';
import { expectedFailure, loggedError, shownError } from './error-rules.js';

const databaseError = (code: string) =>
  Object.assign(new Error(`bad value "layla@desk.example"`), { driverError: { code } });

describe('an error as it is shown', () => {
  it('keeps what an expected failure says', () => {
    expect(shownError(invalid('input.name', 'A name is needed.', { max: 3 }))).toMatchObject({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      status: 400,
      details: { field: 'input.name', max: 3 },
    });
  });

  it('says nothing about a bug', () => {
    const shown = shownError(new TypeError("Cannot read properties of undefined (reading 'secret')"));
    expect(shown).toMatchObject({ code: 'INTERNAL', status: 500, details: {} });
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  it.each([
    ['57P01', 'UNAVAILABLE'],
    ['08006', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['40P01', 'TRY_AGAIN'],
    ['40001', 'TRY_AGAIN'],
    ['57014', 'TIMEOUT'],
    ['22P02', 'INVALID_INPUT'],
  ])('of the database (%s) is typed as %s', (state, code) => {
    expect(shownError(databaseError(state)).code).toBe(code);
  });

  it.each(['23505', '42601'])('of the database (%s) that nobody expected is a bug', (state) => {
    expect(expectedFailure(databaseError(state))).toBeNull();
  });

  it.each(['connect ECONNREFUSED 127.0.0.1:5432', 'Connection terminated unexpectedly'])(
    '"%s" is an absent database',
    (message) => {
      expect(expectedFailure(new Error(message))).toBeInstanceOf(AppError);
    },
  );
});

describe('an error as it is logged', () => {
  it('leaves out the message of the database, which quotes values', () => {
    const line = JSON.stringify(loggedError(databaseError('23505')));
    expect(line).toContain('23505');
    expect(line).not.toContain('layla');
  });
});
