import { createContext, use, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const BarContext = createContext<HTMLElement | null>(null);

export const BarProvider = BarContext.Provider;

/** Puts what belongs to the current page into the middle of the bar. */
export function Bar({ children }: { readonly children: ReactNode }) {
  const slot = use(BarContext);
  return slot ? createPortal(children, slot) : null;
}
