import { act, render, screen } from '@testing-library/react';
import { Countdown } from './Countdown.js';
import { remaining } from './countdown-rules.js';

it.each([
  [1000, 0, 1000, { leftMs: 1000, share: 1 }],
  [1000, 600, 1000, { leftMs: 400, share: 0.4 }],
  [1000, 5000, 1000, { leftMs: 0, share: 0 }],
  [9000, 0, 1000, { leftMs: 1000, share: 1 }],
  [1000, 0, 0, { leftMs: 0, share: 0 }],
])('until %d at %d of %d', (until, now, total, expected) => {
  expect(remaining(until, now, total)).toEqual(expected);
});

describe('on the screen', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2019-11-21T12:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('runs out once and says so once', () => {
    const onEnd = jest.fn();
    const until = '2019-11-21T12:00:30Z';
    render(<Countdown as="clock" until={until} totalMs={30_000} label="Time left to undo" onEnd={onEnd} />);
    expect(screen.getByRole('timer', { name: 'Time left to undo' })).toHaveTextContent('0:30');
    act(() => jest.advanceTimersByTime(11_000));
    expect(screen.getByRole('timer')).toHaveTextContent('0:19');
    expect(onEnd).not.toHaveBeenCalled();
    act(() => jest.advanceTimersByTime(25_000));
    expect(screen.getByRole('timer')).toHaveTextContent('0:00');
    act(() => jest.advanceTimersByTime(60_000));
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});
