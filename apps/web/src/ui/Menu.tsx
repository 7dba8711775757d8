import {
  Menu as List,
  MenuButton,
  MenuItem,
  MenuItemCheck,
  MenuItemRadio,
  MenuProvider,
  MenuSeparator,
} from '@ariakit/react/menu';
import type { ReactNode } from 'react';
import { useLanguage } from '../app/i18n.js';
import styles from './Menu.module.css';

interface MenuProps {
  readonly label: ReactNode;
  /** Read aloud before the label, which may be only a drawing. */
  readonly name?: string;
  readonly children: ReactNode;
  /** Opened by the very press that loaded it. */
  readonly startOpen?: boolean;
  readonly values?: Record<string, string>;
  readonly onValues?: (values: Record<string, string | boolean | number | Array<string | number>>) => void;
}

/** A button that opens a list of acts. */
export function Menu({ label, name, children, startOpen = false, values, onValues }: MenuProps) {
  const rtl = useLanguage() === 'ar';
  return (
    <MenuProvider
      defaultOpen={startOpen}
      rtl={rtl}
      values={values}
      setValues={onValues}
      placement={rtl ? 'bottom-start' : 'bottom-end'}
    >
      <MenuButton className={styles.button}>
        {name ? <b className="visually-hidden">{name}</b> : null}
        {label}
      </MenuButton>
      <List className={styles.list} gutter={6} portal unmountOnHide>
        {children}
      </List>
    </MenuProvider>
  );
}

interface ItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
}

export function Item({ children, onSelect }: ItemProps) {
  return (
    <MenuItem className={styles.item} onClick={onSelect}>
      {children}
    </MenuItem>
  );
}

/** One of several, checked. */
export function Choice({
  group,
  value,
  children,
}: {
  readonly group: string;
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <MenuItemRadio name={group} value={value} className={styles.item} hideOnClick={false}>
      <MenuItemCheck className={styles.check} />
      {children}
    </MenuItemRadio>
  );
}

export function MenuHeading({ children }: { readonly children: ReactNode }) {
  return <div className={styles.heading}>{children}</div>;
}

export function Rule() {
  return <MenuSeparator className={styles.rule} />;
}
