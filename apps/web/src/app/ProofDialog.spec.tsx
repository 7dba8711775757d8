import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { en } from '../locales/en.js';
import { problemOf } from './errors.js';
import { activateCatalog } from './i18n.js';
import { proofLink } from './proof-link.js';
import { fetchProved, useProofAsked } from './proof.js';
import { ProofDialog } from './ProofDialog.js';

const reveal = gql`
  mutation Reveal($key: ID!, $reason: String!) {
    reveal(key: $key, reason: $reason)
  }
`;

interface Sent {
  readonly name: string;
  readonly variables: Record<string, unknown>;
}

function refused(code: string, facts: Record<string, unknown>) {
  return { errors: [{ message: code, extensions: { code, ...facts } }] };
}

function Asking() {
  const asked = useProofAsked();
  return asked ? <ProofDialog asked={asked} /> : <p>nothing asked</p>;
}

/** A server that wants a proof once, and takes only what it calls right. */
function open(by: 'code' | 'password', right: string) {
  const sent: Sent[] = [];
  let proved = false;
  const server = new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const { operationName, variables } = operation;
        sent.push({ name: operationName ?? '', variables });
        void Promise.resolve().then(() => {
          if (operationName === 'ProveAgain') {
            proved = variables['code'] === right || variables['password'] === right;
            observer.next(
              proved
                ? { data: { proveAgain: true } }
                : by === 'code'
                  ? refused('BAD_SECOND_FACTOR', { kind: 'invalid', field: 'code' })
                  : refused('INVALID_INPUT', { kind: 'invalid', field: 'password' }),
            );
          } else if (proved) observer.next({ data: { reveal: 'a name' } });
          else observer.next(refused('PROOF_REQUIRED', { kind: 'forbidden', by, withinMinutes: 15 }));
          observer.complete();
        });
      }),
  );
  const client = new ApolloClient({ link: ApolloLink.from([proofLink(), server]), cache: new InMemoryCache() });
  render(
    <ApolloProvider client={client}>
      <Asking />
    </ApolloProvider>,
  );
  return {
    act: () => client.mutate({ mutation: reveal, variables: { key: 'one', reason: 'appeal' } }),
    named: (name: string) => sent.filter((one) => one.name === name).map((one) => one.variables),
  };
}

// jsdom has no CSS.supports, which dialogs ask about scrollbars.
beforeAll(() => Object.assign(CSS, { supports: () => false }));
beforeEach(() => activateCatalog('en', en));

it('asks for the code and then repeats the act by itself, unchanged and under its own key', async () => {
  const desk = open('code', '123456');
  const act = desk.act();
  const field = await screen.findByRole('textbox', { name: 'Code from your authenticator' });
  expect(screen.getByText(/older than 15 minutes/)).toBeInTheDocument();
  fireEvent.change(field, { target: { value: '123 456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Prove it and go on' }));
  expect((await act).data).toEqual({ reveal: 'a name' });
  expect(desk.named('Reveal')).toEqual([
    { key: 'one', reason: 'appeal' },
    { key: 'one', reason: 'appeal' },
  ]);
  expect(desk.named('ProveAgain')).toEqual([{ code: '123456' }]);
  expect(await screen.findByText('nothing asked')).toBeInTheDocument();
});

it('says what was wrong with the proof and goes on waiting', async () => {
  const desk = open('password', 'long enough password');
  const act = desk.act();
  const field = await screen.findByLabelText('Password');
  fireEvent.change(field, { target: { value: 'mistyped' } });
  fireEvent.click(screen.getByRole('button', { name: 'Prove it and go on' }));
  expect(await screen.findByText('This is not your password.')).toBeInTheDocument();
  expect(field).toHaveValue('mistyped');
  fireEvent.change(field, { target: { value: 'long enough password' } });
  fireEvent.click(screen.getByRole('button', { name: 'Prove it and go on' }));
  expect((await act).data).toEqual({ reveal: 'a name' });
});

it('leaving the question refuses the act and sends nothing more', async () => {
  const desk = open('code', '123456');
  const act = desk.act().catch((error: unknown) => error);
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  const error = await act;
  expect(CombinedGraphQLErrors.is(error)).toBe(true);
  expect(problemOf(error).code).toBe('PROOF_REQUIRED');
  expect(desk.named('Reveal')).toHaveLength(1);
});

it('two acts refused at once are one question', async () => {
  const desk = open('code', '123456');
  const acts = Promise.all([desk.act(), desk.act()]);
  const field = await screen.findByRole('textbox', { name: 'Code from your authenticator' });
  await waitFor(() => expect(desk.named('Reveal')).toHaveLength(2));
  fireEvent.change(field, { target: { value: '123456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Prove it and go on' }));
  expect((await acts).map(({ data }) => data)).toEqual([{ reveal: 'a name' }, { reveal: 'a name' }]);
  expect(desk.named('ProveAgain')).toHaveLength(1);
});

it('a request outside of GraphQL is repeated in the same way', async () => {
  open('code', '123456');
  const answers = [
    { status: 403, json: () => Promise.resolve({ code: 'PROOF_REQUIRED', by: 'code', withinMinutes: 15 }) },
    { status: 200 },
  ];
  const asked: unknown[] = [];
  const answer = (input: unknown) => {
    asked.push(input);
    const next = answers.shift();
    return Promise.resolve({ ...next, clone: () => next });
  };
  Object.assign(globalThis, { fetch: answer });
  const file = fetchProved('/register/export', { method: 'POST' });
  fireEvent.change(await screen.findByRole('textbox', { name: 'Code from your authenticator' }), {
    target: { value: '123456' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Prove it and go on' }));
  expect((await file).status).toBe(200);
  expect(asked).toEqual(['/register/export', '/register/export']);
});
