import fc from 'fast-check';
import { fallsWith, type SweptLink } from './cascade-rules.js';

const link = (from: string, kind: string, to: string): SweptLink => ({ from, kind, to });
const freed = (person: string, about: string, held: string[], links: SweptLink[]) =>
  [...fallsWith({ person: [person], about, held, links })].sort();

describe('what falls with a person who is cleared', () => {
  it.each([
    ['an account of the same operator', [link('alt', 'same_operator', 'p')], ['alt']],
    ['the same operator, told from the other end', [link('p', 'same_operator', 'alt')], ['alt']],
    ['a backup of theirs', [link('alt', 'backup_of', 'p')], ['alt']],
    [
      'a mirror of a successor of theirs',
      [link('m', 'mirrors', 'alt'), link('alt', 'successor_of', 'p')],
      ['alt', 'm'],
    ],
    ['a member of what is theirs', [link('m', 'member_of', 'p')], ['m']],
    ['what they are taken for a backup of does not', [link('p', 'backup_of', 'alt')], []],
    ['what they are a member of does not', [link('p', 'member_of', 'alt')], []],
    ['a mere forwarding does not', [link('alt', 'forwards_from', 'p')], []],
  ])('%s', (_title, links, expected) => {
    expect(freed('p', 'main', ['p', 'main', 'alt', 'm'], links)).toEqual(expected);
  });

  it('is never the subject that the decision was about at first, whatever somebody linked', () => {
    expect(freed('p', 'main', ['p', 'main'], [link('main', 'same_operator', 'p')])).toEqual([]);
  });

  it('is no member that also hangs on something that stays', () => {
    const links = [link('m', 'member_of', 'p'), link('m', 'member_of', 'main')];
    expect(freed('p', 'main', ['p', 'main', 'm'], links)).toEqual([]);
    expect(freed('p', 'p', ['p', 'm'], links)).toEqual(['m']);
  });

  it('is only what the decision holds, and never the person twice', () => {
    const id = fc.constantFrom<string[]>('p', 'main', 'a', 'b', 'c', 'd');
    const kind = fc.constantFrom('same_operator', 'backup_of', 'successor_of', 'mirrors', 'member_of', 'forwards_from');
    fc.assert(
      fc.property(fc.array(fc.record({ from: id, to: id, kind })), fc.uniqueArray(id), (links, held) => {
        const result = fallsWith({ person: ['p'], about: 'main', held, links });
        expect([...result].filter((one) => !held.includes(one) || one === 'p' || one === 'main')).toEqual([]);
        // Linking more can only tie members to what stays, never take an alternate away.
        const more = fallsWith({ person: ['p'], about: 'main', held, links: [...links, link('a', 'backup_of', 'p')] });
        expect(more.has('a')).toBe(held.includes('a'));
      }),
    );
  });
});
