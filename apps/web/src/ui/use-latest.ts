import { useCallback, useInsertionEffect, useRef } from 'react';

/** A handler that stays the same function and always calls the newest one, so that what it is given to is not drawn again. */
export function useLatest<Args extends readonly unknown[], Result>(
  handler: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(handler);
  useInsertionEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
