import { isMac } from '../app/use-shortcut.js';
import { keysOf, type ShortcutId } from '../app/shortcuts.js';
import styles from './Keys.module.css';

/** The keys of a shortcut, as caps beside what they do; read aloud by the shortcut sheet only. */
export function Keys({ of }: { readonly of: ShortcutId }) {
  return (
    <span className={styles.keys} dir="ltr" aria-hidden="true">
      {keysOf(of, isMac()).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
