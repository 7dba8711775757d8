import fc from 'fast-check';
import { isRecent, stageOf } from './second-factor-rules.js';

describe('how far a sign-in has come', () => {
  it.each([
    ['nobody asks for a second factor', { required: false, enrolled: false, proved: false }, 'complete'],
    ['a role needs one that is not set up', { required: true, enrolled: false, proved: false }, 'enrol'],
    ['one is set up and not shown', { required: false, enrolled: true, proved: false }, 'code'],
    ['a role needs one that is set up and not shown', { required: true, enrolled: true, proved: false }, 'code'],
    ['the provider vouched for one', { required: true, enrolled: false, proved: true }, 'complete'],
    ['it was shown', { required: true, enrolled: true, proved: true }, 'complete'],
  ])('%s', (_name, proof, stage) => {
    expect(stageOf(proof)).toBe(stage);
  });

  it('without a proof no session is complete that needs one or could give one', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (required, enrolled) => {
        fc.pre(required || enrolled);
        expect(stageOf({ required, enrolled, proved: false })).not.toBe('complete');
      }),
    );
  });
});

describe('a recent proof', () => {
  it.each([
    ['a password at the limit', { enrolled: false, signedIn: 300, secondFactor: null }, true],
    ['a password just past it', { enrolled: false, signedIn: 301, secondFactor: null }, false],
    ['a code at the limit', { enrolled: true, signedIn: 9_000, secondFactor: 300 }, true],
    ['a code just past it', { enrolled: true, signedIn: 10, secondFactor: 301 }, false],
    ['a password of somebody who has a second factor', { enrolled: true, signedIn: 1, secondFactor: null }, false],
    ['a factor of the provider', { enrolled: false, signedIn: 9_000, secondFactor: 20 }, true],
  ])('%s: %#', (_name, ages, recent) => {
    expect(isRecent(ages, 300)).toBe(recent);
  });
});
