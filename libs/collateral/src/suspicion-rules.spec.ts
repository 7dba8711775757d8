import { SIGNAL_FLOOR, suspicionOf, type PublicFacts } from './suspicion-rules.js';

const nothing: PublicFacts = { verifiedBadge: false, claimedStatus: null, earlierFinding: null, signals: null };

describe('suspecting that somebody was swept up', () => {
  it('needs a reason, and a badge alone is none', () => {
    expect(suspicionOf(nothing)).toBeNull();
    expect(suspicionOf({ ...nothing, verifiedBadge: true })).toBeNull();
  });

  it('takes what was found before over what is claimed, and that over signals', () => {
    const all: PublicFacts = {
      verifiedBadge: true,
      claimedStatus: 'artist',
      earlierFinding: 'researcher',
      signals: { class: 'journalist', score: 0.9, reasons: ['byline'] },
    };
    expect(suspicionOf(all)).toEqual({
      class: 'researcher',
      reasons: ['earlier_finding', 'claimed_status', 'signal:byline', 'verified_badge'],
    });
    expect(suspicionOf({ ...all, earlierFinding: null })?.class).toBe('artist');
  });

  it('follows from a signal at the floor, not below it', () => {
    const signals = { class: 'journalist', score: SIGNAL_FLOOR, reasons: ['domain'] };
    expect(suspicionOf({ ...nothing, signals })).toEqual({ class: 'journalist', reasons: ['signal:domain'] });
    expect(suspicionOf({ ...nothing, signals: { ...signals, score: SIGNAL_FLOOR - 0.01 } })).toBeNull();
  });
});
