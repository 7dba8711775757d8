import type { Phrases } from './phrases.js';

export const englishPhrases: Phrases = {
  measures: {
    remove_channel: 'The channel or group has been removed.',
    disable_in_territory: 'It can no longer be seen in certain countries.',
    label: 'A label has been put on it.',
    suspend_account: 'The account has been suspended.',
    terminate_account: 'The account has been terminated.',
    bar_reregistration: 'Registering again is barred.',
    remove_followers: 'The followers have been removed.',
    revoke_invites: 'The invitations have been revoked.',
  },
  everywhere: 'everywhere',
  onlyIn: 'only in {places}',
  untilLifted: 'There is no end date; it applies until it is lifted.',
  onceForAll: 'It cannot be taken back by itself; it applies for good unless the decision is reversed.',
  law: 'We consider the content to be illegal.',
  lawWithReference: 'We consider the content to be illegal under {reference}.',
  terms: 'It is not compatible with the terms of use.',
  termsWithReference: 'It is not compatible with the terms of use: {reference}.',
  sources: {
    user_report: 'A report by a user brought it to our attention.',
    trusted_flagger: 'A report by a trusted flagger brought it to our attention.',
    referral: 'A referral by an authority brought it to our attention.',
    removal_order: 'A removal order by an authority reached us.',
    detector: 'An automated check brought it to our attention.',
    staff: 'We found it ourselves.',
    resurfacing: 'We consider it to be the return of something that was removed.',
  },
  ownInitiative: 'We acted on our own initiative.',
  detectedAutomatically: 'Automated means were used to find it.',
  notDetectedAutomatically: 'No automated means were used to find it.',
  decidedByPeople: 'The decision was made by people, not by automated means.',
  noPolicy: 'A rule of the platform',
  mailSubject: 'Message {notice}',
  mailBody: `There is a message for you with the number {notice}. You can read it here:
{link}

For your protection this e-mail says nothing about its content.`,
};
