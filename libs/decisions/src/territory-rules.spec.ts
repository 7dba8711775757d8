import fc from 'fast-check';
import { TERRITORY_COUNT, territoryScope } from './territory-rules.js';

describe('the scope of disabling in a territory', () => {
  it('knows the 249 assigned codes of ISO 3166-1', () => {
    expect(TERRITORY_COUNT).toBe(249);
  });

  it.each([
    ['FR', 'FR'],
    ['fr, be,FR', 'BE,FR'],
    [' tn , dz ', 'DZ,TN'],
  ])('writes %j as %j', (written, scope) => {
    expect(territoryScope(written)).toBe(scope);
  });

  it.each(['', ',', 'EU', 'XX', 'FRA', 'FR;BE', 'global', 'F R', 'ـFR'])('refuses %j', (written) => {
    expect(territoryScope(written)).toBeNull();
  });

  it('gives its own answers back unchanged', () => {
    const codes = fc.subarray(['FR', 'BE', 'TN', 'DZ', 'AF', 'ZW'], { minLength: 1 });
    fc.assert(
      fc.property(codes, (list) => {
        const scope = territoryScope(list.join(','));
        expect(scope).not.toBeNull();
        expect(territoryScope(scope ?? '')).toBe(scope);
      }),
    );
  });
});
