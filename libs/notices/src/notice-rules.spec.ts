import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isEmailAddress } from './email-address-rules.js';
import { noticeLanguage } from './language-rules.js';
import { readMailFault } from './mail-fault-rules.js';
import { judgeDelivery, retryDelayMs } from './notice-retry-rules.js';
import { readReference, writeReference } from './reference-rules.js';
import { measureLines, statementPhrases, subjectName, windowOf } from './statement-rules.js';

describe('the language of a notice', () => {
  it.each([
    [['ar-EG'], 'ar'],
    [['de', 'fr-CA'], 'fr'],
    [[null, 'FA_ir'], 'fa'],
    [[null, undefined, ''], 'en'],
    [['arz'], 'en'],
  ])('of %j is %s', (wished, language) => {
    expect(noticeLanguage(...wished)).toBe(language);
  });
});

describe('a one-time reference', () => {
  it('is read however it is typed, and is never taken for another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const written = writeReference(bytes);
        expect(written).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        const plain = written.replace(/-/g, '');
        for (const typed of [
          written,
          plain,
          written.toLowerCase(),
          ` ${plain} `,
          written.replace(/0/g, 'o').replace(/1/g, 'l'),
        ])
          expect(readReference(typed)).toBe(plain);
      }),
    );
    expect(new Set(Array.from({ length: 5_000 }, () => writeReference(randomBytes(10)))).size).toBe(5_000);
  });

  it.each(['', '7K4M', '7K4M-9QPT-2XHD-8W3U', '7K4M-9QPT-2XHD-8W3F0', "' or 1=1 --"])('is not %j', (typed) => {
    expect(readReference(typed)).toBeNull();
  });
});

describe('an e-mail address', () => {
  it.each(['a@example.org', 'first.last+tag@sub.example.co'])('may be %s', (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });

  it.each([
    '',
    'a',
    'a@b',
    'a@example.org, b@example.org',
    'A <a@example.org>',
    'a@example.org\r\nBcc: b@example.org',
    '"a b"@example.org',
    'a@-x.org',
    `${'a'.repeat(250)}@example.org`,
  ])('may not be %j', (address) => {
    expect(isEmailAddress(address)).toBe(false);
  });
});

describe('a delivery', () => {
  const limits = { attempts: 8, withinMs: 7_200_000 };
  const now = new Date('2026-11-23T10:00:00Z');

  it.each([
    [{ outcome: 'delivered', platformRef: null }, 'sent'],
    [{ outcome: 'gone' }, 'no_address'],
    [{ outcome: 'bounced', code: 'smtp_550' }, 'bounced'],
    [{ outcome: 'failed', code: 'notices_not_supported' }, 'failed'],
    [{ outcome: 'no_address', code: 'mail_not_set_up' }, 'no_address'],
  ] as const)('that ended as %j is final: %s', (outcome, state) => {
    expect(judgeDelivery(outcome, 1, now, limits)).toMatchObject({ state, nextAttemptAt: null });
  });

  it('of unknown fate is tried again until its attempts are spent, all within their time', () => {
    const unknown = { outcome: 'unknown', code: 'timeout' } as const;
    for (let attempt = 1; attempt < limits.attempts; attempt += 1)
      expect(judgeDelivery(unknown, attempt, now, limits).state).toBe('waiting');
    expect(judgeDelivery(unknown, limits.attempts, now, limits)).toMatchObject({ state: 'failed', code: 'timeout' });
    const all = Array.from({ length: limits.attempts - 1 }, (_each, index) => retryDelayMs(index + 1, limits));
    expect(all.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(limits.withinMs + limits.attempts);
  });

  it('that is put off gives its attempt back and waits', () => {
    const verdict = judgeDelivery({ outcome: 'deferred', until: new Date(0) }, 3, now, limits);
    expect(verdict).toMatchObject({ state: 'waiting', attempts: 2 });
    expect(verdict.nextAttemptAt?.getTime()).toBeGreaterThan(now.getTime());
  });

  it.each([
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
      { outcome: 'bounced', code: 'smtp_550' },
    ],
    [
      { code: 'EMESSAGE', command: 'DATA', responseCode: 554 },
      { outcome: 'bounced', code: 'smtp_554' },
    ],
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 },
      { outcome: 'unknown', code: 'smtp_450' },
    ],
    [
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 },
      { outcome: 'unknown', code: 'smtp_550' },
    ],
    [
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      { outcome: 'unknown', code: 'smtp_535' },
    ],
    [
      { code: 'ETIMEDOUT', command: 'CONN' },
      { outcome: 'unknown', code: 'timeout' },
    ],
    [new Error('no'), { outcome: 'unknown', code: 'mail_unreachable' }],
  ])('by mail that failed with %j is %j', (error, outcome) => {
    expect(readMailFault(error)).toEqual(outcome);
  });
});

describe('the sentences of a statement', () => {
  const facts = {
    measures: [
      { measure: 'remove_channel', scope: 'global', reversible: true },
      { measure: 'disable_in_territory', scope: 'BE,FR', reversible: true },
    ],
    policyTitles: { en: 'Calls for violence', ar: 'الدعوة إلى العنف' },
    ground: 'law',
    legalReference: 'Regulation (EU) 2021/784, Art. 2(7)',
    sourceKinds: ['detector', 'user_report'],
  } as const;

  it('say measure, territory, duration, source, automated means, ground and rule (DSA Art. 17(3))', () => {
    const said = statementPhrases('en', facts);
    expect(said.measures.split('\n')).toEqual([
      'The channel or group has been removed. (everywhere)',
      'It can no longer be seen in certain countries. (only in Belgium and France)',
    ]);
    expect(said).toMatchObject({
      territory: 'everywhere; only in Belgium and France',
      duration: 'There is no end date; it applies until it is lifted.',
      policy: 'Calls for violence',
      ground: 'We consider the content to be illegal under Regulation (EU) 2021/784, Art. 2(7).',
      source: 'A report by a user brought it to our attention. An automated check brought it to our attention.',
      automated: 'Automated means were used to find it. The decision was made by people, not by automated means.',
    });
  });

  it('never say who reported, say own initiative where nobody did, and say so when no end is in sight', () => {
    const said = statementPhrases('ar', {
      ...facts,
      measures: [{ measure: 'terminate_account', scope: 'global', reversible: false }],
      sourceKinds: [],
      policyTitles: null,
      legalReference: null,
    });
    expect(said.source).toBe('تصرّفنا بمبادرة منا.');
    expect(said.measures).toBe('أُنهي الحساب.');
    expect(said.duration).toContain('ما لم يُلغَ القرار');
    expect(said.policy).toBe('إحدى قواعد المنصة');
    expect(said.ground).toBe('نرى أن المحتوى غير قانوني.');
  });

  it('take a policy’s title in the language, else in English, else in any', () => {
    expect(statementPhrases('ar', facts).policy).toBe('الدعوة إلى العنف');
    expect(statementPhrases('tr', facts).policy).toBe('Calls for violence');
    expect(statementPhrases('tr', { ...facts, policyTitles: { de: 'Aufruf' } }).policy).toBe('Aufruf');
  });

  it('put a reference in as it is, whatever signs it holds', () => {
    expect(statementPhrases('en', { ...facts, legalReference: '$& {reference}' }).ground).toContain(
      'under $& {reference}.',
    );
  });

  it('name places only where measures differ in them', () => {
    expect(measureLines('fr', [{ measure: 'label', scope: 'FR' }])).toBe('Une mention y a été apposée.');
    expect(windowOf(6, 'ru')).toBe('6 месяцев');
    expect(subjectName({ title: 'Wadi', handle: 'wadi_main', nativeId: '1' })).toBe('Wadi (wadi_main)');
    expect(subjectName({ title: null, handle: null, nativeId: '1' })).toBe('1');
  });
});
