import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { windowAt, type RowWindow } from './row-window-rules.js';

/** Until the page has measured the list. */
const likelyHeight = 600;

interface ShownRows extends RowWindow {
  /** Scrolls as little as is needed to see a row. */
  readonly show: (index: number) => void;
}

/** The rows to be made for what a scrolled list shows; every row has the same height in pixels. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): ShownRows {
  const [at, setAt] = useState({ top: 0, height: likelyHeight });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const look = () => ({ top: box.scrollTop, height: box.clientHeight || likelyHeight });
    // In the frame that is scrolled, so that no row is missing in it.
    const onScroll = () => flushSync(() => setAt((before) => moved(before, look(), rowHeight)));
    const resized = 'ResizeObserver' in globalThis ? new ResizeObserver(() => setAt(look)) : undefined;
    resized?.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized?.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, rowHeight]);

  const show = (index: number) => {
    const box = scroller.current;
    if (!box) return;
    const head = box.firstElementChild instanceof HTMLElement ? box.firstElementChild.offsetHeight : 0;
    const top = index * rowHeight;
    const lowest = top + rowHeight + head - box.clientHeight;
    if (box.scrollTop > top) box.scrollTo({ top });
    else if (box.scrollTop < lowest) box.scrollTo({ top: lowest });
  };
  return { ...windowAt(at.top, at.height, rowHeight, count), show };
}

interface Place {
  readonly top: number;
  readonly height: number;
}

/** The same place as before while the same rows are to be made: nothing is drawn for a few pixels. */
function moved(before: Place, after: Place, rowHeight: number): Place {
  const same =
    before.height === after.height && Math.floor(before.top / rowHeight) === Math.floor(after.top / rowHeight);
  return same ? before : after;
}
