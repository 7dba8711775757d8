import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { Icon } from './Icon.js';
import styles from './Field.module.css';

interface Frame {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with this field, in words; what was typed stays. */
  readonly error?: string;
  /** The label is read aloud but not shown. */
  readonly labelHidden?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Framed({
  label,
  hint,
  error,
  labelHidden = false,
  children,
}: Frame & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span id={`${id}-error`} className={styles.error} role="alert">
          <Icon name="warning" /> {error}
        </span>
      ) : null}
    </div>
  );
}

type TextFieldProps = Frame &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> & { readonly ref?: Ref<HTMLInputElement> };

export function TextField({ label, hint, error, labelHidden, ...input }: TextFieldProps) {
  return (
    <Framed label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(wiring) => <input {...input} {...wiring} className={styles.input} />}
    </Framed>
  );
}

type TextAreaProps = Frame &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'> & { readonly ref?: Ref<HTMLTextAreaElement> };

/** Text of any length; its direction follows what is typed. */
export function TextArea({ label, hint, error, labelHidden, ...area }: TextAreaProps) {
  return (
    <Framed label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(wiring) => <textarea dir="auto" rows={3} {...area} {...wiring} className={`${styles.input} ${styles.area}`} />}
    </Framed>
  );
}

type SelectFieldProps = Frame &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id'> & {
    readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>;
    readonly ref?: Ref<HTMLSelectElement>;
  };

/** A native choice: its list is the device's own, so it reads and zooms as people are used to. */
export function SelectField({ label, hint, error, labelHidden, options, ...select }: SelectFieldProps) {
  return (
    <Framed label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(wiring) => (
        <span className={styles.selectFrame}>
          <select {...select} {...wiring} className={`${styles.input} ${styles.select}`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Framed>
  );
}

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> {
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

export function Check({ children, ...input }: CheckProps) {
  return (
    <label className={styles.check}>
      <input {...input} type="checkbox" />
      <span>{children}</span>
    </label>
  );
}
