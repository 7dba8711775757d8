import { suspicionOf, type PublicFacts } from './suspicion-rules.js';

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
      signals: { class: 'journalist', reasons: ['byline'] },
    };
    expect(suspicionOf(all)).toEqual({
      class: 'researcher',
      reasons: ['earlier_finding', 'claimed_status', 'signal:byline', 'verified_badge'],
    });
    expect(suspicionOf({ ...all, earlierFinding: null })?.class).toBe('artist');
  });

  it('follows from signals alone, and says which', () => {
    const signals = { class: 'journalist', reasons: ['press_domain'] } as const;
    expect(suspicionOf({ ...nothing, signals })).toEqual({ class: 'journalist', reasons: ['signal:press_domain'] });
  });
});
