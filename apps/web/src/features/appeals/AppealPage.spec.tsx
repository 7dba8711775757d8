import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { createCache } from '../../app/apollo.js';
import { BarProvider } from '../../app/bar.js';
import { activateCatalog } from '../../app/i18n.js';
import { ViewerProvider } from '../../app/session.js';
import type { ViewerPartsFragment } from '../../gql/app.js';
import { ar } from '../../locales/ar.js';
import { en } from '../../locales/en.js';
import { AppealPage } from './AppealPage.js';
import { appealOf, reversedAppeal } from './appeals.builders.js';

type Answer = (variables: Record<string, unknown>) => unknown;

const viewer: ViewerPartsFragment = {
  __typename: 'Viewer',
  id: 'me',
  name: 'Sena',
  email: 'sena@example.org',
  roles: ['appeal_handler'],
  permissions: ['appeal.read', 'appeal.work', 'appeal.manage', 'notice.read', 'case.read'],
  locale: 'en',
  secondFactor: true,
  exposureMinutesToday: 0,
  exposureLimitMinutes: 120,
  heartbeatSeconds: 30,
  settings: {
    __typename: 'PersonalSettings',
    blur: true,
    greyscale: true,
    mute: true,
    shortcuts: true,
    theme: 'system',
    optOutCategories: [],
  },
};

const claim = {
  __typename: 'Claim',
  leaseToken: 'token',
  leaseExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  late: false,
  case: {
    __typename: 'Case',
    id: 'case',
    version: 5,
    queue: { __typename: 'Queue', id: 'queue' },
    appeal: { __typename: 'Appeal', id: 'appeal', number: 'A-7K3M-9Q2X' },
  },
};

const template = {
  __typename: 'AppealReasonTemplate',
  id: 'template',
  outcome: 'reversed',
  language: 'ar',
  title: 'باحث',
  body: 'تبيّن لنا أنك تبحث.',
  active: true,
};

function answered(next: unknown = null) {
  const now = Date.now();
  return {
    resolveAppeal: {
      __typename: 'ResolveAppealOutcome',
      next,
      result: {
        ...reversedAppeal(),
        state: 'decided',
        resolution: {
          __typename: 'Decision',
          id: 'answer',
          number: 13,
          rationale: 'A researcher.',
          decidedAt: new Date(now).toISOString(),
          graceUntil: new Date(now + 30_000).toISOString(),
          undoable: true,
          undoneAt: null,
        },
      },
    },
  };
}

/** A desk with a server that answers as the test says and keeps what it was asked. */
function open(answers: Readonly<Record<string, Answer>> = {}, permissions = viewer.permissions) {
  const calls: { readonly name: string; readonly variables: Record<string, unknown> }[] = [];
  const defaults: Readonly<Record<string, Answer>> = {
    AppealByNumber: () => ({ appealByNumber: appealOf() }),
    MyAppealClaims: () => ({ myClaims: [claim] }),
    RenewClaims: () => ({ renewClaims: [] }),
    AppealTemplates: () => ({ appealReasonTemplates: [template] }),
    ResolveAppeal: () => answered(),
  };
  const link = new ApolloLink((operation) => {
    const name = operation.operationName ?? '';
    calls.push({ name, variables: operation.variables });
    return new Observable((observer) => {
      const answer = answers[name] ?? defaults[name];
      // Subscriptions stay open and silent.
      if (!answer) return;
      Promise.resolve()
        .then(() => answer(operation.variables))
        .then(
          (data) => {
            observer.next({ data: data as Record<string, unknown> });
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
    });
  });
  const client = new ApolloClient({ link, cache: createCache() });
  const bar = document.createElement('header');
  document.body.replaceChildren(bar);
  render(
    <ApolloProvider client={client}>
      <ViewerProvider value={{ ...viewer, permissions }}>
        <BarProvider value={bar}>
          <MemoryRouter initialEntries={['/appeals/A-7K3M-9Q2X']}>
            <Routes>
              <Route path="/appeals/:ref" element={<AppealPage />} />
              <Route path="*" element={<p>elsewhere</p>} />
            </Routes>
          </MemoryRouter>
        </BarProvider>
      </ViewerProvider>
    </ApolloProvider>,
  );
  return { named: (name: string) => calls.filter((call) => call.name === name).map((call) => call.variables) };
}

const key = (code: string, more: KeyboardEventInit = {}) =>
  act(() => {
    fireEvent.keyDown(document.activeElement ?? document.body, { code, bubbles: true, ...more });
  });

const type = (text: string) => fireEvent.change(document.activeElement ?? document.body, { target: { value: text } });
const leaveField = () =>
  act(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });

/** Held, with its templates there. */
const ready = () => screen.findByRole('timer', { name: 'Lease' });

/** Writes both texts by keyboard. */
function word() {
  key('KeyR');
  type('تبحث في هذا.');
  leaveField();
  key('KeyW');
  type('Researcher, verified by the institute.');
}

// jsdom has no CSS.supports, which dialogs ask about scrollbars.
beforeAll(() => Object.assign(CSS, { supports: () => false }));
beforeEach(() => {
  sessionStorage.clear();
  activateCatalog('en', en);
});

it('puts what was decided beside what is true now, and says what it cannot name', async () => {
  open();
  const middle = await screen.findByRole('region', { name: 'Then beside now' });
  expect(within(middle).getByText('rana_old')).toBeInTheDocument();
  expect(within(middle).getByText('changed since')).toBeInTheDocument();
  expect(within(middle).getByText('Ana Kovač')).toBeInTheDocument();
  expect(within(middle).getByText('A newer version of the policy')).toBeInTheDocument();
  expect(within(middle).getByText('something_new')).toBeInTheDocument();
  expect(screen.getByText('أدرس هذه القنوات منذ ثلاث سنوات.').closest('[lang]')).toHaveAttribute('lang', 'ar');
  expect(screen.getByText('2 people may.')).toBeInTheDocument();
});

it('reverses by keyboard alone: template, words, who it is, one act', async () => {
  const desk = open();
  await ready();
  key('Digit3');
  await screen.findByRole('combobox', { name: 'Template' });
  key('KeyT');
  fireEvent.change(document.activeElement ?? document.body, { target: { value: 'template' } });
  leaveField();
  key('KeyW');
  type('Researcher.');
  leaveField();
  key('KeyF');
  expect(screen.getByRole('combobox', { name: 'Who they are' })).toHaveValue('researcher');
  expect(screen.getByRole('textbox', { name: 'Reasons for the person' })).toHaveAttribute('dir', 'auto');
  key('Enter', { ctrlKey: true });
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
  expect(desk.named('ResolveAppeal')[0]).toMatchObject({
    input: {
      appealId: 'appeal',
      leaseToken: 'token',
      version: 5,
      outcome: 'reversed',
      reasons: 'تبيّن لنا أنك تبحث.',
      rationale: 'Researcher.',
      finding: { subjectId: 'subject', class: 'researcher', basis: 'journalistic', note: '' },
      thenClaim: 'queue',
    },
  });
});

it('reverses in part what was chosen by its key, and not all of it', async () => {
  const desk = open();
  await ready();
  key('Digit2');
  key('Digit1', { shiftKey: true });
  key('Digit2', { shiftKey: true });
  word();
  key('Enter', { ctrlKey: true });
  expect(await screen.findByRole('alert')).toHaveTextContent('something that stays');
  expect(desk.named('ResolveAppeal')).toEqual([]);
  leaveField();
  key('Digit2', { shiftKey: true });
  key('Enter', { ctrlKey: true });
  await waitFor(() => expect(desk.named('ResolveAppeal')).toHaveLength(1));
  expect(desk.named('ResolveAppeal')[0]).toMatchObject({
    input: { outcome: 'partially_reversed', restrictionIds: ['suspension'] },
  });
});

it('keeps everything typed when the answer does not get through, and sends it again under the same key', async () => {
  let failing = true;
  const desk = open({
    ResolveAppeal: () => {
      if (failing) throw new Error('offline');
      return answered();
    },
  });
  await ready();
  key('Digit1');
  word();
  key('Enter', { ctrlKey: true });
  expect(await screen.findByText(/does not answer/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Reasons for the person' })).toHaveValue('تبحث في هذا.');
  failing = false;
  fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
  const [first, second] = desk.named('ResolveAppeal');
  expect(second).toEqual(first);
});

it('says who has it when the lease was lost, and loses nothing', async () => {
  open({
    ResolveAppeal: () => ({
      resolveAppeal: {
        __typename: 'ResolveAppealOutcome',
        next: null,
        result: { __typename: 'LeaseLost', takenBy: { __typename: 'Person', id: 'p', name: 'Ana Kovač' } },
      },
    }),
    ClaimAppeal: () => ({ claimCase: { ...claim, leaseToken: 'again' } }),
  });
  await ready();
  key('Digit1');
  word();
  key('Enter', { ctrlKey: true });
  expect(await screen.findByText(/Ana Kovač has this case now/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Reason for the record' })).toHaveValue(
    'Researcher, verified by the institute.',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Claim again' }));
  await ready();
});

it('takes the answer back within its time and goes on where it was', async () => {
  const desk = open({
    UndoAnswer: () => ({
      undoDecision: {
        __typename: 'Decision',
        id: 'answer',
        undoable: false,
        undoneAt: new Date().toISOString(),
        case: { __typename: 'Case', id: 'case', state: 'open', version: 7 },
      },
    }),
    MyAppealClaims: (() => {
      let asked = 0;
      return () => ({ myClaims: (asked += 1) === 1 ? [claim] : [] });
    })(),
    ClaimAppeal: () => ({ claimCase: claim }),
  });
  await ready();
  key('Digit3');
  word();
  key('Enter', { ctrlKey: true });
  await screen.findByRole('button', { name: 'Undo' });
  leaveField();
  key('KeyZ');
  await waitFor(() => expect(desk.named('ClaimAppeal')).toHaveLength(1));
  await ready();
  expect(desk.named('UndoAnswer')[0]).toMatchObject({ decisionId: 'answer' });
  expect(screen.getByRole('textbox', { name: 'Reasons for the person' })).toHaveValue('تبحث في هذا.');
  expect(screen.getByRole('radio', { name: 'Reversed' })).toBeChecked();
});

it('asks the person, and keeps the question when it does not get through', async () => {
  let failing = true;
  const desk = open({
    AskAppellant: () => {
      if (failing) throw new Error('offline');
      return {
        askAppellant: {
          __typename: 'Appeal',
          id: 'appeal',
          state: 'in_review',
          version: 4,
          verification: 'reference',
          waitingForAnswer: true,
          needsOutsideHandler: false,
        },
      };
    },
  });
  await ready();
  key('KeyQ');
  const box = screen.getByRole('textbox', { name: 'Ask the person' });
  expect(box).toHaveFocus();
  expect(box).toHaveAttribute('dir', 'rtl');
  type('من أي معهد؟');
  fireEvent.click(screen.getByRole('button', { name: 'Send the question' }));
  expect(await screen.findByText(/does not answer/)).toBeInTheDocument();
  expect(box).toHaveValue('من أي معهد؟');
  failing = false;
  fireEvent.click(screen.getByRole('button', { name: 'Send the question' }));
  await waitFor(() => expect(box).toHaveValue(''));
  const [first, second] = desk.named('AskAppellant');
  expect(second).toEqual(first);
});

it('proves that nothing is left, by the query itself', async () => {
  open({ AppealByNumber: () => ({ appealByNumber: reversedAppeal() }), MyAppealClaims: () => ({ myClaims: [] }) });
  expect(await screen.findByText('0 restrictions left')).toBeInTheDocument();
  expect(screen.getByText(/select id from restriction/)).toBeInTheDocument();
  expect(screen.getByText('Measure lifted')).toBeInTheDocument();
  expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
});

it('whoever had a part in it reads, and is offered nothing', async () => {
  open({
    AppealByNumber: () => ({ appealByNumber: appealOf({ mayWork: false }) }),
    MyAppealClaims: () => ({ myClaims: [] }),
  });
  expect(await screen.findByText(/You had a part in this decision/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Claim this appeal' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Answer and next' })).toHaveAttribute('aria-disabled', 'true');
});

it('names the need for somebody from outside, and who may not be invited', async () => {
  open({
    AppealByNumber: () => ({
      appealByNumber: appealOf({ needsOutsideHandler: true, eligibleHandlerCount: 0, mayWork: false }),
    }),
    AppealColleagues: () => ({
      colleagues: [
        { __typename: 'Person', id: 'ana', name: 'Ana Kovač' },
        { __typename: 'Person', id: 'out', name: 'Outside Handler' },
      ],
    }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Invite an outside handler' }));
  const choice = await screen.findByRole('combobox', { name: 'Whom' });
  await within(choice).findByRole('option', { name: 'Outside Handler' });
  expect(within(choice).queryByRole('option', { name: 'Ana Kovač' })).not.toBeInTheDocument();
});

it('works in Arabic with the same keys, from right to left', async () => {
  activateCatalog('ar', ar);
  const desk = open();
  await screen.findByRole('timer', { name: 'الحجز' });
  expect(document.documentElement).toHaveAttribute('dir', 'rtl');
  key('Digit1');
  word();
  key('Enter', { ctrlKey: true });
  await waitFor(() => expect(desk.named('ResolveAppeal')).toHaveLength(1));
  expect(desk.named('ResolveAppeal')[0]).toMatchObject({ input: { outcome: 'upheld' } });
});
