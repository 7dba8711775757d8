import { Dialog as Behaviour, DialogDismiss, DialogHeading } from '@ariakit/react/dialog';
import type { FormEvent, ReactNode } from 'react';
import { useT } from '../app/i18n.js';
import { useDialogKeys, useShortcut } from '../app/use-shortcut.js';
import { Button } from './Button.js';
import { Icon } from './Icon.js';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** One question over the page. Focus goes in, Escape leaves, focus returns where it was; the page's own keys are silent. */
export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
  const t = useT();
  useDialogKeys(open);
  return (
    <Behaviour
      open={open}
      onClose={onClose}
      unmountOnHide
      className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      backdrop={<div className={styles.backdrop} />}
    >
      <header className={styles.head}>
        <DialogHeading className={styles.title}>{title}</DialogHeading>
      </header>
      {children}
      <DialogDismiss className={styles.dismiss} aria-label={t('dialog.close')}>
        <Icon name="close" />
      </DialogDismiss>
    </Behaviour>
  );
}

interface FormDialogProps extends Omit<DialogProps, 'children'> {
  readonly children: ReactNode;
  readonly action: string;
  readonly look?: 'main' | 'danger';
  readonly busy?: boolean;
  readonly onSubmit: () => void;
}

/** A dialog that ends in one act; Ctrl+Enter does it from any field. */
export function FormDialog({ children, action, look = 'main', busy = false, onSubmit, ...dialog }: FormDialogProps) {
  const t = useT();
  useShortcut('confirm', onSubmit, dialog.open && !busy);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog {...dialog}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {children}
        <footer className={styles.foot}>
          <Button look="quiet" onClick={dialog.onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look={look} type="submit" busy={busy} shortcut="confirm">
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
