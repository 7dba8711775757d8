import type { ShippedWordings } from './shipped-wordings.js';

/** The English wordings that a new desk starts with. */
export const englishWordings: ShippedWordings = {
  statement_of_reasons: {
    subjectLine: 'Decision {decision} about {subject}',
    body: `This message is about {subject} on {platform}. We made decision {decision} on {decided_on}.

What was decided
{measures}
Where it applies: {territory}
How long it applies: {duration}

What the decision is based on
{facts}
{source}
{automated}

Which rule
{policy}
{ground}

What you can do
You can ask us to look at this decision again. It is free of charge and open for {window} from the day on which you learned of the decision. Somebody who had no part in it will look again; no machine decides alone. Use this page:
{link}
Your reference, valid for one use: {reference}
You can also turn to a certified body for settling disputes out of court, or to a court.

Message {notice}`,
  },
  appeal_received: {
    subjectLine: 'We have received your appeal {appeal}',
    body: `Your appeal {appeal} reached us on {received_on}. Somebody who had no part in the decision will look at it. You can expect an answer by {due_on}.

You can see how it stands, and add to it, on this page. You will need the number of your appeal and the secret that you were shown when you filed it:
{link}

Message {notice}`,
  },
  appeal_question: {
    subjectLine: 'A question about your appeal {appeal}',
    body: `Whoever is looking at your appeal {appeal} has a question for you:

{question}

Please answer by {due_on} on this page:
{link}
If no answer reaches us by then, we will decide on what we have.

Message {notice}`,
  },
  appeal_reminder: {
    subjectLine: 'Your answer to appeal {appeal} is still missing',
    body: `We asked you something about your appeal {appeal} and have not heard from you yet.

{question}

You can still answer until {due_on}:
{link}
After that we will decide on what we have.

Message {notice}`,
  },
  appeal_upheld: {
    subjectLine: 'Your appeal {appeal}: the decision stands',
    body: `We looked again at the decision that you appealed ({appeal}). On {decided_on} we found that it stands, and nothing changes.

Why
{reasons}

If you do not agree, you can turn to a certified body for settling disputes out of court, or to a court. Everything about your appeal is here:
{link}

Message {notice}`,
  },
  appeal_partially_reversed: {
    subjectLine: 'Your appeal {appeal}: the decision is reversed in part',
    body: `We looked again at the decision that you appealed ({appeal}). On {decided_on} we reversed it in part.

What is being lifted
{lifted}
What stays
{kept}

Why
{reasons}

If you do not agree with what stays, you can turn to a certified body for settling disputes out of court, or to a court. Everything about your appeal is here:
{link}

Message {notice}`,
  },
  appeal_reversed: {
    subjectLine: 'Your appeal {appeal}: the decision is reversed',
    body: `We looked again at the decision that you appealed ({appeal}). It was wrong, and on {decided_on} we reversed it. We are sorry for what it has cost you.

What is being lifted
{lifted}

Why
{reasons}

You can follow on this page until all of it is done:
{link}

Message {notice}`,
  },
  appeal_omitted: {
    subjectLine: 'Your appeal {appeal} was not examined',
    body: `On {decided_on} we closed your appeal {appeal} without examining the decision itself.

Why
{reasons}

You can turn to a certified body for settling disputes out of court, or to a court. Everything about your appeal is here:
{link}

Message {notice}`,
  },
  flag_refused: {
    subjectLine: 'Your report {flag}: no measure was taken',
    body: `You reported {subject} on {platform} (report {flag}). We looked at it and decided on {decided_on} to take no measure.

{policy}
{reasons}

You can ask us to look again, free of charge. Somebody who had no part in the decision will do so. Use this page:
{link}
Your reference, valid for one use: {reference}
You can also turn to a certified body for settling disputes out of court, or to a court.

Message {notice}`,
  },
  registration_pass: {
    subjectLine: 'You can register again on {platform}',
    body: `The measure against {subject} on {platform} has been lifted. So that nothing gets in your way when you register again, here is a pass that is meant for you alone:

{pass}

It works once, until {expires_on}. Do not give it to anybody else.

Message {notice}`,
  },
  media_reply_asked: {
    subjectLine: 'Before a measure on {subject}: your reply is asked for',
    body: `You have declared yourself a media service on {platform}. We intend to take the following measure on {subject}. Nothing has been done yet.

What is intended
{measures}
Which rule
{policy}
Why
{reasons}

You can reply until {due_on}. Somebody will read your reply before deciding.
{link}

Message {notice}`,
  },
  restriction_lifted: {
    subjectLine: 'A measure on {subject} has been lifted',
    body: `We looked again at what was decided about {subject} on {platform}. On {decided_on} the following was lifted:

{measures}

{reasons}

It may take a short while until everything is as it was.

Message {notice}`,
  },
};
