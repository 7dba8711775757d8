/** An appeal of the sample desk; `then` is how far the sample's handler took it. */
export interface SampleAppeal {
  readonly language: 'ar' | 'en' | 'fr' | 'ru' | 'fa' | 'tr';
  readonly claimedStatus: 'researcher' | 'journalist' | null;
  readonly verifiedBy: 'none' | 'platform';
  readonly contact: { readonly name?: string; readonly email?: string };
  readonly reasons: string;
  readonly then:
    | { readonly kind: 'waits' }
    | { readonly kind: 'asked'; readonly question: string }
    | { readonly kind: 'answered'; readonly outcome: 'upheld' | 'reversed'; readonly reasons: string };
}

/** About channels that the sample's moderators removed, one each, in the order of their handles. */
export const SAMPLE_APPEALS: readonly SampleAppeal[] = [
  {
    language: 'ar',
    claimedStatus: null,
    verifiedBy: 'platform',
    contact: { name: 'سلمى', email: 'salma@example.org' },
    reasons: 'قناتي تحذّر الناس من هذه العروض وتنشر صورها ليعرفوها. لم أدعُ أحدًا إلى الدفع.',
    then: { kind: 'waits' },
  },
  {
    language: 'en',
    claimedStatus: 'researcher',
    verifiedBy: 'platform',
    contact: { name: 'Dana Weiss', email: 'dana@example.org' },
    reasons: 'I collect offers of invented profits for a study at my university. The channel was closed to others.',
    then: { kind: 'asked', question: 'Which university is it, and who can confirm the study?' },
  },
  {
    language: 'fr',
    claimedStatus: null,
    verifiedBy: 'platform',
    contact: { email: 'lea@example.org' },
    reasons: 'Je ne vois pas quelle règle ma chaîne aurait enfreinte. Tous les gains sont réels.',
    then: {
      kind: 'answered',
      outcome: 'upheld',
      reasons:
        'Votre chaîne promet des gains inventés et demande un paiement dans chaque message. La décision est maintenue.',
    },
  },
  {
    language: 'ru',
    claimedStatus: null,
    verifiedBy: 'none',
    contact: { email: 'oleg@example.org' },
    reasons: 'Это мой канал, его удалили по ошибке. Верните его, пожалуйста.',
    then: { kind: 'waits' },
  },
  {
    language: 'tr',
    claimedStatus: 'journalist',
    verifiedBy: 'platform',
    contact: { name: 'Deniz', email: 'deniz@example.org' },
    reasons: 'Dolandırıcılık ilanlarını haber için belgeliyorum. Her ilanın altında uyarı var.',
    then: {
      kind: 'answered',
      outcome: 'reversed',
      reasons: 'Kanalınız ilanları belgeliyor ve okurları uyarıyor. Karar kaldırıldı; kanalınız geri açılıyor.',
    },
  },
];
