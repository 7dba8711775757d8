/** Protective stays, declared media, strikes. */
export const stays = {
  'stay.made': 'Case {number}: protective stay {reference}. Nothing was imposed; it is decided by {due}.',
  'stay.leftOut':
    '{count, plural, one {# further subject was left out} other {# further subjects were left out}}: {references}. The rest goes ahead.',
  'stay.draft': 'A measure was stopped here',
  'stay.draftWords': 'Nothing was imposed. What you decide answers the draft that waits, and closes its case with it.',
  'stay.draftMore': 'Show the draft',
  'stay.draftLess': 'Hide the draft',
  'second.stay': 'Protective stay',

  'media.title': 'Heard first',
  'media.waiting': 'The media service was told what is meant and may reply until then.',
  'media.replied': 'Replied',
  'media.erased': 'The reply was erased.',
  'media.reply': 'Enter their reply',
  'media.replyGo': 'Keep the reply',
  'media.replyWords': 'What they say',
  'media.crisis': 'Give less time: crisis',
  'media.crisisGo': 'Give less time',
  'media.crisisWords': 'Which crisis, and why it cannot wait',
  'media.hours': 'Hours in all, counted from the question',

  'strike.title': '{weight, plural, =0 {Strikes, none in force} other {Strikes, weight #}}',
  'strike.reached': '{weight} of {limit}: {measure} proposed',
  'strike.next': '{weight} of {limit}: then {measure} is proposed',
  'strike.until': 'until {date}',
  'strike.revoked': 'revoked by decision {number}',
} as const;
