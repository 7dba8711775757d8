import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { createCache } from '../../app/apollo.js';
import { BarProvider } from '../../app/bar.js';
import { activateCatalog } from '../../app/i18n.js';
import { ar } from '../../locales/ar.js';
import { en } from '../../locales/en.js';
import { NoticeLine } from '../../ui/NoticeLine.js';
import { claimOf, reviewCase, setup } from './review.builders.js';
import { ReviewPage } from './ReviewPage.js';

type Answer = (variables: Record<string, unknown>) => unknown;

interface Call {
  readonly name: string;
  readonly variables: Record<string, unknown>;
}

const decisionOf = (number: number) => ({
  __typename: 'Decision',
  id: `decision-${number}`,
  number,
  caseId: `case-${number}`,
  outcome: 'violation',
  decidedAt: new Date().toISOString(),
  graceUntil: new Date(Date.now() + 30_000).toISOString(),
  undoable: true,
  undoneAt: null,
  case: { __typename: 'Case', id: `case-${number}`, state: 'decided', version: 5 },
  restrictions: [{ __typename: 'Restriction', id: 'r', measure: 'remove_channel' }],
  subjects: [claimOf(number).case.subject],
  leftOut: [],
});
const decided = (result: unknown, next: unknown = null) => ({ decide: { __typename: 'DecideOutcome', result, next } });

/** A desk with a server that answers as the test says and keeps what it was asked. */
function open(answers: Readonly<Record<string, Answer>>, ahead = true) {
  const calls: Call[] = [];
  let claimed = 0;
  const defaults: Readonly<Record<string, Answer>> = {
    ReviewSetup: () => setup,
    MyClaims: () => ({ myClaims: [] }),
    ReviewedCase: () => ({ case: null }),
    RenewClaims: () => ({ renewClaims: [] }),
    ClaimNext: ({ prefetch }) => {
      if (prefetch && !ahead) return { claimNext: { __typename: 'QueueEmpty', reason: 'empty' } };
      claimed += 1;
      return { claimNext: claimOf(claimed) };
    },
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
      <BarProvider value={bar}>
        <MemoryRouter initialEntries={['/review/queue']}>
          <Routes>
            <Route path="/review/:queueId" element={<ReviewPage />} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </MemoryRouter>
      </BarProvider>
    </ApolloProvider>,
  );
  return { calls, named: (name: string) => calls.filter((call) => call.name === name).map((call) => call.variables) };
}

const key = (code: string, more: KeyboardEventInit = {}) =>
  act(() => {
    fireEvent.keyDown(document.activeElement ?? document.body, { code, bubbles: true, ...more });
  });

/** The case behind the one on the screen is made already, and not seen. */
const shows = (number: number) => waitFor(() => expect(screen.getByText(`نص الرسالة ${number}`)).toBeVisible());

/** Decides for removal by the keyboard alone, as a person would. */
function decideForRemoval(reason: string) {
  key('Digit1');
  key('Digit1', { shiftKey: true });
  key('KeyR');
  fireEvent.change(document.activeElement ?? document.body, { target: { value: reason } });
  key('Enter', { ctrlKey: true });
}

// jsdom has no CSS.supports, which dialogs ask about scrollbars.
beforeAll(() => Object.assign(CSS, { supports: () => false }));
beforeEach(() => {
  sessionStorage.clear();
  activateCatalog('en', en);
});

it('decides by keyboard alone and shows the next case before the answer is back', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const desk = open({ Decide: () => new Promise((resolve) => (answer = resolve)) });
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits openly.');
  await shows(2);
  expect(screen.queryByText('نص الرسالة 1')).not.toBeInTheDocument();
  // Sent once the next case is on the screen.
  await waitFor(() => expect(desk.named('Decide')).toHaveLength(1));
  expect(desk.named('Decide')[0]).not.toHaveProperty('thenClaim');
  expect(desk.named('Decide')[0]).toMatchObject({
    input: {
      caseId: 'case-1',
      leaseToken: 'token-1',
      version: 4,
      outcome: 'violation',
      policyVersionId: 'version',
      rationale: 'Recruits openly.',
      measures: [{ measure: 'remove_channel', scope: 'global', subjectIds: ['subject-1'] }],
    },
  });
  await act(async () => answer(decided(decisionOf(1))));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it('says what is still needed instead of sending half a decision', async () => {
  const desk = open({});
  await shows(1);
  key('Digit1');
  key('Enter');
  expect(await screen.findByRole('alert')).toHaveTextContent('Still needed: a reason');
  expect(desk.named('Decide')).toEqual([]);
});

it('asks for the next case with the decision when none is ready', async () => {
  const desk = open({ Decide: () => decided(decisionOf(1), claimOf(7)) }, false);
  await shows(1);
  decideForRemoval('Recruits.');
  await shows(7);
  expect(desk.named('Decide')[0]).toMatchObject({ thenClaim: 'queue' });
});

it('Z takes the last decision back and returns to the case with everything that was typed', async () => {
  const desk = open({
    Decide: () => decided(decisionOf(1)),
    UndoDecision: () => ({ undoDecision: { ...decisionOf(1), undoneAt: new Date().toISOString() } }),
    ClaimCase: () => ({ claimCase: claimOf(1, { leaseToken: 'again' }) }),
  });
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits openly.');
  await screen.findByRole('button', { name: 'Undo' });
  act(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  key('KeyZ');
  await shows(1);
  expect(desk.named('UndoDecision')[0]).toMatchObject({ decisionId: 'decision-1' });
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveValue('Recruits openly.');
  expect(screen.getByRole('radio', { name: 'Violation' })).toBeChecked();
});

it('keeps a decision that did not get through and sends it again under the same key', async () => {
  let failing = true;
  const desk = open({
    Decide: () => {
      if (failing) throw new Error('offline');
      return decided(decisionOf(1));
    },
  });
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits.');
  expect(await screen.findByText(/Your decision on case 1 did not get through/)).toBeInTheDocument();
  failing = false;
  fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
  const [first, second] = desk.named('Decide');
  expect(second).toEqual(first);
  expect(first).toHaveProperty('key');
  expect(screen.queryByText(/did not get through/)).not.toBeInTheDocument();
});

it('says who has the case when the lease was lost, and loses nothing', async () => {
  open(
    {
      Decide: () =>
        decided({
          __typename: 'LeaseLost',
          case: { __typename: 'Case', id: 'case-1', number: 1, state: 'claimed', version: 9 },
          takenBy: { __typename: 'Person', id: 'p', name: 'Ana Kovač' },
        }),
    },
    false,
  );
  await shows(1);
  decideForRemoval('Recruits.');
  expect(await screen.findByText(/Ana Kovač has it now/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveValue('Recruits.');
  expect(await screen.findByRole('button', { name: 'Claim again' })).toBeInTheDocument();
});

it('a second person: the proposal is announced and the desk goes on', async () => {
  open({
    Decide: () =>
      decided({
        __typename: 'ProposalMade',
        proposal: {
          __typename: 'DecisionProposal',
          id: 'p',
          caseId: 'case-1',
          reasons: ['irreversible'],
          expiresAt: new Date().toISOString(),
          leftOut: [],
        },
      }),
  });
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits.');
  await shows(2);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument());
  await waitFor(() => expect(sessionStorage.getItem('mizan.draft.decision.case-1')).toBeNull());
});

it('says that a decision was stayed by its reference and time, and nothing more', async () => {
  open({
    Decide: () =>
      decided({ __typename: 'ProtectiveStay', caseId: 'stay', reference: 'S-17', dueAt: '2026-11-24T10:00:00Z' }),
  });
  render(<NoticeLine />);
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits.');
  expect(await screen.findByText(/Case 1: protective stay S-17\. Nothing was imposed/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

it('counts whom a decision went ahead without, by reference', async () => {
  const leftOut = ['S-18', 'S-19'].map((reference) => ({
    __typename: 'ProtectiveStay',
    caseId: reference,
    reference,
    dueAt: '2026-11-24T10:00:00Z',
  }));
  open({ Decide: () => decided({ ...decisionOf(1), leftOut }) });
  render(<NoticeLine />);
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  decideForRemoval('Recruits.');
  expect(await screen.findByText(/2 further subjects were left out: S-18 · S-19/)).toBeInTheDocument();
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it('shows the draft behind a stay, what media replied, and what weighs on the subject', async () => {
  const subject = claimOf(1).case.subject;
  open({
    ClaimNext: () => ({ claimNext: claimOf(1, { case: reviewCase(1, { kind: 'stay' }) }) }),
    StayOfCase: () => ({
      case: {
        __typename: 'Case',
        id: 'case-1',
        stayedDraft: {
          __typename: 'DecisionProposal',
          id: 'p',
          caseId: 'case-0',
          contentHash: 'ab',
          reasons: ['stay'],
          state: 'stayed',
          proposedAt: '2026-11-23T10:00:00Z',
          expiresAt: '2026-11-24T10:00:00Z',
          outcome: 'violation',
          rationale: 'It recruits.',
          words: null,
          mayApprove: false,
          proposedBy: { __typename: 'Person', id: 'm', name: 'Rana' },
          policyVersion: null,
          measures: [
            { __typename: 'MeasureChoice', measure: 'remove_channel', scope: 'global', subjectIds: [subject.id] },
          ],
          subjects: [subject],
          findings: [],
        },
        mediaReply: {
          __typename: 'MediaReply',
          askedAt: '2026-11-23T10:00:00Z',
          dueAt: '2026-11-24T10:00:00Z',
          repliedAt: '2026-11-23T12:00:00Z',
          text: 'We reported on it.',
          crisisReason: null,
        },
      },
    }),
    SubjectStrikes: () => ({
      subject: {
        __typename: 'Subject',
        id: subject.id,
        strikeWeight: 3,
        strikeProposal: {
          __typename: 'StrikeProposal',
          weight: 3,
          reachedAt: 3,
          proposes: 'suspend_account',
          nextAt: 5,
          nextProposes: 'terminate_account',
        },
        strikes: [
          {
            __typename: 'Strike',
            id: 's',
            weight: 3,
            givenAt: '2026-10-01T10:00:00Z',
            expiresAt: '2027-01-01T10:00:00Z',
            policyVersion: { __typename: 'PolicyVersion', id: 'v', n: 2, title: 'Terrorist content' },
            revokedBy: null,
          },
        ],
      },
    }),
  });
  await shows(1);
  expect(await screen.findByText('We reported on it.')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Show the draft' }));
  expect(screen.getByText('It recruits.')).toBeInTheDocument();
  expect(await screen.findByText('3 of 3: Suspend account proposed')).toBeInTheDocument();
  expect(screen.getByText('3 of 5: then Terminate account is proposed')).toBeInTheDocument();
});

it('skips with a reason and keeps the dialog with its words when the request fails', async () => {
  let failing = true;
  const desk = open({
    SkipCase: () => {
      if (failing) throw new Error('offline');
      return {
        skipCase: {
          __typename: 'Case',
          id: 'case-1',
          state: 'open',
          version: 5,
          holdUntil: null,
          queue: { __typename: 'Queue', id: 'queue' },
        },
      };
    },
  });
  await shows(1);
  await screen.findByRole('img', { name: 'The next case is ready' });
  key('KeyS');
  const words = await screen.findByRole('textbox', { name: 'Reason', description: /not served this case again/ });
  fireEvent.change(words, { target: { value: 'Only some French.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Skip and next' }));
  expect(await screen.findByText(/does not answer/)).toBeInTheDocument();
  expect(words).toHaveValue('Only some French.');
  failing = false;
  fireEvent.click(screen.getByRole('button', { name: 'Skip and next' }));
  await shows(2);
  expect(desk.named('SkipCase').at(-1)).toMatchObject({
    caseId: 'case-1',
    reason: 'A language I do not read: Only some French.',
  });
});

it('says that the queue is level when nothing is left', async () => {
  open({ ClaimNext: () => ({ claimNext: { __typename: 'QueueEmpty', reason: 'all_excluded' } }) });
  expect(await screen.findByText('The queue is level.')).toBeInTheDocument();
  expect(screen.getByText(/cases you skipped/)).toBeInTheDocument();
});

it('takes up what the person already holds instead of claiming more', async () => {
  const desk = open({ MyClaims: () => ({ myClaims: [claimOf(41), claimOf(42, { prefetched: true })] }) });
  await shows(41);
  await screen.findByRole('img', { name: 'The next case is ready' });
  expect(desk.named('ClaimNext')).toEqual([]);
});

it('works in Arabic with the same keys, from right to left', async () => {
  activateCatalog('ar', ar);
  const desk = open({ Decide: () => decided(decisionOf(1)) });
  await shows(1);
  await screen.findByRole('img', { name: 'الحالة التالية جاهزة' });
  expect(document.documentElement).toHaveAttribute('dir', 'rtl');
  expect(screen.getByRole('radio', { name: 'مخالفة' })).toBeInTheDocument();
  decideForRemoval('تحريض صريح.');
  await shows(2);
  await waitFor(() => expect(desk.named('Decide')).toHaveLength(1));
  expect(desk.named('Decide')[0]).toMatchObject({
    language: 'ar',
    input: { language: 'ar', rationale: 'تحريض صريح.' },
  });
});
