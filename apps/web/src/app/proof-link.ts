import { Observable } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { askForProof, proofAskedBy } from './proof.js';

/**
 * Holds a request that was refused with PROOF_REQUIRED, asks the person who is there, and sends the very same request
 * again: same variables, same key. Who asked for the act waits as for a slow answer, so nothing typed is lost.
 */
export function proofLink(): ErrorLink {
  return new ErrorLink(({ error, operation, forward }) => {
    const asked = proofAskedBy(error);
    if (!asked) return undefined;
    return new Observable((observer) => {
      let left = false;
      let again: { unsubscribe: () => void } | undefined;
      void askForProof(asked).then((proved) => {
        if (left) return;
        if (proved) again = forward(operation).subscribe(observer);
        else observer.error(error);
      });
      return () => {
        left = true;
        again?.unsubscribe();
      };
    });
  });
}
