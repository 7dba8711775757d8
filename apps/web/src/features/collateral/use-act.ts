import { useMutation } from '@apollo/client/react';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useRef, useState } from 'react';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';

type Keyed = OperationVariables & { readonly key: string };

interface Act<Data, Variables extends Keyed> {
  readonly busy: boolean;
  readonly failure: string | undefined;
  readonly send: (variables: Omit<Variables, 'key'>, done?: (data: Data) => void) => void;
}

/** One act with its idempotency key: the same input keeps its key, so a lost answer does nothing twice; what was typed stays. */
export function useAct<Data, Variables extends Keyed>(
  document: TypedDocumentNode<Data, Variables>,
): Act<Data, Variables> {
  const t = useT();
  const [mutate, { loading }] = useMutation<Data, OperationVariables>(document);
  const sent = useRef({ input: '', key: '' });
  const [reason, setReason] = useState<unknown>();
  return {
    busy: loading,
    failure: reason === undefined ? undefined : errorWords(reason, t),
    send: (variables, done) => {
      const input = JSON.stringify(variables);
      if (sent.current.input !== input) sent.current = { input, key: newKey() };
      setReason(undefined);
      mutate({ variables: { ...variables, key: sent.current.key } }).then(
        ({ data }) => {
          sent.current = { input: '', key: '' };
          if (data) done?.(data);
        },
        (refusal: unknown) => setReason(refusal),
      );
    },
  };
}
