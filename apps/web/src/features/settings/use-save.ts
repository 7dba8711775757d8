import { useMutation } from '@apollo/client/react';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useRef, useState } from 'react';
import { errorWords, problemOf } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';

type Keyed = OperationVariables & { readonly key: string };

interface Save<Data, Variables extends Keyed> {
  readonly busy: boolean;
  /** Words under the field that the server named. */
  readonly errorOf: (field: string) => string | undefined;
  /** Words for what belongs to no field of the form. */
  readonly otherError: (fields: readonly string[]) => string | undefined;
  readonly send: (variables: Omit<Variables, 'key'>, done: (data: Data) => void) => void;
  readonly reset: () => void;
}

/**
 * One act with its idempotency key: the key stays the same while the same input is sent again, so that a lost answer
 * cannot do the act twice; what was typed stays in the form.
 */
export function useSave<Data, Variables extends Keyed>(
  document: TypedDocumentNode<Data, Variables>,
): Save<Data, Variables> {
  const t = useT();
  const [mutate, { loading, error, reset }] = useMutation<Data, OperationVariables>(document);
  const sent = useRef({ input: '', key: '' });
  const [failure, setFailure] = useState<unknown>();
  const problem = failure === undefined ? undefined : problemOf(failure);
  const nameOf = (field: string | undefined) => field?.replace(/^(input|version)\./, '');
  return {
    busy: loading,
    errorOf: (field) => (problem && nameOf(problem.field) === field ? errorWords(failure, t) : undefined),
    otherError: (fields) => {
      const name = nameOf(problem?.field);
      return problem && !(name !== undefined && fields.includes(name)) ? errorWords(failure, t) : undefined;
    },
    send: (variables, done) => {
      const input = JSON.stringify(variables);
      if (sent.current.input !== input) sent.current = { input, key: newKey() };
      setFailure(undefined);
      mutate({ variables: { ...variables, key: sent.current.key } }).then(
        ({ data }) => {
          sent.current = { input: '', key: '' };
          if (data) done(data);
        },
        (reason: unknown) => setFailure(reason),
      );
    },
    reset: () => {
      setFailure(undefined);
      if (error) reset();
    },
  };
}
