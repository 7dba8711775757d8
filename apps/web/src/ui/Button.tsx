import type { ButtonHTMLAttributes, ReactNode } from 'react';
import type { ShortcutId } from '../app/shortcuts.js';
import { Keys } from './Keys.js';
import styles from './Button.module.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** `main` once a screen; `danger` only for what cannot be undone; `quiet` without a frame. */
  readonly look?: 'plain' | 'main' | 'danger' | 'quiet';
  readonly shortcut?: ShortcutId;
  readonly busy?: boolean;
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** A button that says what happens and shows its key. While busy it keeps its size and refuses a second press. */
export function Button({
  look = 'plain',
  shortcut,
  busy = false,
  small = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles.button} ${styles[look]} ${small ? styles.small : ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest.disabled || rest['aria-disabled'] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      <span className={styles.words}>{children}</span>
      {shortcut ? <Keys of={shortcut} /> : null}
    </button>
  );
}
