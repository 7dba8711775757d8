import { useEffect, useState } from 'react';
import { afterPaint } from '../../app/paint.js';

/** False until the component was on the screen once: for what nobody waits for. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let gone = false;
    void afterPaint().then(() => {
      if (!gone) setPainted(true);
    });
    return () => {
      gone = true;
    };
  }, []);
  return painted;
}
