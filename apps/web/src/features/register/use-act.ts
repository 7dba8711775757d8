import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useMutation } from '@apollo/client/react';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useRef, useState } from 'react';
import { errorWords, problemOf } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';

type Keyed = OperationVariables & { readonly key: string };

interface Act<Data, Variables extends Keyed> {
  readonly busy: boolean;
  /** Words for the form as a whole; undefined when every fault has its field. */
  readonly failure: string | undefined;
  /** Names of the fields that the server refused, in the order of the form. */
  readonly fields: readonly string[];
  readonly send: (variables: Omit<Variables, 'key'>, done: (data: Data) => void) => void;
}

/** Every field that a refusal names: `fields` lists all of them, `field` the first. */
export function refusedFields(error: unknown): readonly string[] {
  if (!CombinedGraphQLErrors.is(error)) return [];
  const { fields } = error.errors[0]?.extensions ?? {};
  if (Array.isArray(fields)) return fields.filter((field) => typeof field === 'string');
  const { field } = problemOf(error);
  return field === undefined ? [] : [field];
}

/** One act with its idempotency key: the same input keeps its key, so a lost answer does nothing twice; what was typed stays. */
export function useAct<Data, Variables extends Keyed>(
  document: TypedDocumentNode<Data, Variables>,
): Act<Data, Variables> {
  const t = useT();
  const [mutate, { loading }] = useMutation<Data, OperationVariables>(document);
  const sent = useRef({ input: '', key: '' });
  const [reason, setReason] = useState<unknown>();
  const fields = refusedFields(reason);
  return {
    busy: loading,
    fields,
    failure:
      reason === undefined
        ? undefined
        : fields.length > 0 && problemOf(reason).code === 'INVALID_INPUT'
          ? t('register.checkFields')
          : errorWords(reason, t),
    send: (variables, done) => {
      const input = JSON.stringify(variables);
      if (sent.current.input !== input) sent.current = { input, key: newKey() };
      setReason(undefined);
      mutate({ variables: { ...variables, key: sent.current.key } }).then(
        ({ data }) => {
          sent.current = { input: '', key: '' };
          if (data) done(data);
        },
        (refusal: unknown) => setReason(refusal),
      );
    },
  };
}
