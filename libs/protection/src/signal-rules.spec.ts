import fc from 'fast-check';
import { PHRASE_RULES } from './signal-lexicon.js';
import { readSignals, weigh, type PublicProfile, type Signal } from './signal-rules.js';

const plain: PublicProfile = { name: null, bio: null, url: null, verified: false };
const classOf = (bio: string, more: Partial<PublicProfile> = {}) => readSignals({ ...plain, bio, ...more }).class;

describe('signals of a profile', () => {
  it.each([
    ['Freelance journalist, Aleppo', 'journalist'],
    ['صَحَفِيّة من حلب', 'journalist'],
    ['والصحفي السابق في جريدة', 'journalist'],
    ['Journaliste d’investigation', 'journalist'],
    ['ЖУРНАЛИСТКА, пишу о судах', 'journalist'],
    ['Lecturer in law', 'academic'],
    ['باحث في العلاقات الدولية', 'researcher'],
    ['Eksperte | counter-terrorism', 'counter_terrorism_expert'],
    ['Documenting war crimes since 2012', 'rights_archive'],
    ['وكالة أنباء محلية', 'newsroom'],
  ])('%s: %s', (bio, expected) => {
    expect(classOf(bio)).toBe(expected);
  });

  it.each([
    'I am not a journalist',
    'زوجة صحفي',
    'Жена журналиста',
    'Pas journaliste',
    'باحث عن عمل',
    'Chercheur d’emploi',
    'unprofessorial expression',
    'Journalists of the caliphate: victory is near',
    'Coffee and cats',
    '',
  ])('none in: %s', (bio) => {
    expect(classOf(bio)).toBeNull();
  });

  it('are read from the site that is given or written out', () => {
    expect(classOf('', { url: 'https://www.reuters.com/authors/x' })).toBe('journalist');
    expect(classOf('see cs.univ.ac.uk/~me')).toBe('academic');
    expect(classOf('', { url: 'notreuters.com' })).toBeNull();
  });

  it('a badge alone names nobody, and raises what another signal says', () => {
    expect(readSignals({ ...plain, verified: true })).toMatchObject({ class: null, score: 0 });
    const without = readSignals({ ...plain, bio: 'Journalist' }).score;
    expect(readSignals({ ...plain, bio: 'Journalist', verified: true }).score).toBeGreaterThan(without);
  });

  it('each carries its words and a weight between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...PHRASE_RULES), (noise, rule) => {
        const phrase = (rule.phrases[0] ?? '').replaceAll('*', '');
        const reading = readSignals({ ...plain, bio: `${noise}\n${phrase}`, url: noise });
        for (const signal of reading.signals) {
          expect(signal.weight).toBeGreaterThan(0);
          expect(signal.weight).toBeLessThan(1);
        }
        expect(reading.score).toBeGreaterThanOrEqual(0);
        expect(reading.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('weigh more the more of them there are, in any order', () => {
    const signal = fc.record({
      code: fc.constant('declared_profession' as const),
      class: fc.constantFrom('journalist' as const, 'academic' as const),
      weight: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      words: fc.constant('x'),
    });
    fc.assert(
      fc.property(fc.array(signal, { minLength: 1, maxLength: 6 }), signal, (signals: Signal[], more) => {
        expect(weigh([...signals, more]).score).toBeGreaterThanOrEqual(weigh(signals).score);
        expect(weigh([...signals].reverse()).score).toBeCloseTo(weigh(signals).score, 5);
      }),
    );
  });

  it('take time in proportion to the text, however it is written', () => {
    const begun = performance.now();
    readSignals({ ...plain, bio: 'журналист '.repeat(100_000), name: 'a.'.repeat(100_000) });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
