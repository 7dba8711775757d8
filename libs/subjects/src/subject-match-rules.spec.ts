import fc from 'fast-check';
import { keyName, matchSubjects, type KnownSubject, type SeenSubject } from './subject-match-rules.js';

const PLATFORM = 'p';
const seen = (names: { native?: string; handle?: string; invite?: string }): SeenSubject => ({
  platformId: PLATFORM,
  keys: [
    ...(names.native ? [{ kind: 'native_id' as const, value: names.native, asSeen: names.native }] : []),
    ...(names.handle ? [{ kind: 'handle' as const, value: names.handle, asSeen: names.handle }] : []),
    ...(names.invite ? [{ kind: 'invite' as const, value: names.invite, asSeen: names.invite }] : []),
  ],
  kind: 'channel',
  kindSaid: false,
  nativeId: names.native ?? null,
  handle: names.handle ?? null,
});
const known = (...list: [names: string[], subject: KnownSubject][]) =>
  new Map(
    list.flatMap(([names, subject]) =>
      names.map(
        (name) =>
          [keyName(PLATFORM, { kind: name.split(' ')[0] ?? '', value: name.split(' ')[1] ?? '' }), subject] as const,
      ),
    ),
  );
const counter = () => {
  let next = 0;
  return () => `new${(next += 1)}`;
};
const match = (items: SeenSubject[], have = known()) => matchSubjects(items, have, counter());

describe('which subject a name means', () => {
  test('an unknown name starts a subject, once however often the batch says it', () => {
    const plan = match([seen({ handle: 'a' }), seen({ handle: 'b' }), seen({ handle: 'a' })]);
    expect(plan.subjectIds).toEqual(['new1', 'new2', 'new1']);
    expect(plan.keysBegun.map(({ subjectId, key }) => `${subjectId} ${key.value}`)).toEqual(['new1 a', 'new2 b']);
  });

  test('a native id that arrives later promotes the provisional subject of the handle', () => {
    const plan = match(
      [seen({ native: 'N', handle: 'a' })],
      known([['handle a'], { id: 's', nativeKey: null, handle: 'a' }]),
    );
    expect(plan).toMatchObject({
      subjectIds: ['s'],
      created: [],
      promoted: [{ id: 's', nativeId: 'N' }],
      keysEnded: [],
      merged: [],
    });
    expect(plan.keysBegun.map(({ key }) => key.kind)).toEqual(['native_id']);
  });

  test('a handle that shows up with another native id starts a new subject, and the old one loses the name', () => {
    const plan = match(
      [seen({ native: 'M', handle: 'a' })],
      known([['handle a', 'native_id N'], { id: 's', nativeKey: 'N', handle: 'a' }]),
    );
    expect(plan.subjectIds).toEqual(['new1']);
    expect(plan.keysEnded).toMatchObject([{ subjectId: 's', key: { value: 'a' } }]);
    expect(plan.keysBegun.map(({ subjectId, key }) => `${subjectId} ${key.kind}`)).toEqual([
      'new1 native_id',
      'new1 handle',
    ]);
    expect(plan.merged).toEqual([]);
  });

  test('a known subject without a name is merged with the provisional one that has its name', () => {
    const plan = match(
      [seen({ native: 'N', handle: 'a' })],
      known(
        [['handle a'], { id: 'provisional', nativeKey: null, handle: 'a' }],
        [['native_id N'], { id: 's', nativeKey: 'N', handle: null }],
      ),
    );
    expect(plan).toMatchObject({
      subjectIds: ['s'],
      merged: [{ fromId: 'provisional', intoId: 's' }],
      keysEnded: [],
      keysBegun: [],
    });
  });

  test('a known subject that takes a new name takes none of what stood under it', () => {
    const plan = match(
      [seen({ native: 'N', handle: 'b' })],
      known(
        [['handle b'], { id: 'provisional', nativeKey: null, handle: 'b' }],
        [['native_id N', 'handle a'], { id: 's', nativeKey: 'N', handle: 'a' }],
      ),
    );
    expect(plan).toMatchObject({ subjectIds: ['s'], merged: [], keysEnded: [{ subjectId: 'provisional' }] });
    expect(plan.keysBegun).toMatchObject([{ subjectId: 's', key: { value: 'b' } }]);
  });

  test('a handle and an invite said together are one subject', () => {
    expect(match([seen({ handle: 'a', invite: 'x' }), seen({ invite: 'x' })]).subjectIds).toEqual(['new1', 'new1']);
  });

  test('without a native id a name is never taken from anybody', () => {
    const plan = match(
      [seen({ handle: 'a', invite: 'x' })],
      known(
        [['handle a'], { id: 's', nativeKey: 'N', handle: 'a' }],
        [['invite x'], { id: 't', nativeKey: 'M', handle: null }],
      ),
    );
    expect(plan).toMatchObject({ subjectIds: ['s'], keysEnded: [], keysBegun: [], merged: [] });
  });

  test('one native id is one subject and every name has one owner, whatever a batch says', () => {
    const item = fc
      .record({
        native: fc.option(fc.constantFrom('N', 'M', 'O'), { nil: undefined }),
        handle: fc.constantFrom('a', 'b', 'c'),
      })
      .map((names) =>
        seen(names.native === undefined ? { handle: names.handle } : { native: names.native, handle: names.handle }),
      );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (items) => {
        const plan = match(items);
        const byNative = new Map<string, string>();
        items.forEach((one, index) => {
          const id = plan.subjectIds[index] ?? '';
          const native = one.keys.find((key) => key.kind === 'native_id')?.value;
          if (native) expect(byNative.get(native) ?? id).toBe(id);
          if (native) byNative.set(native, id);
        });
        expect(new Set(byNative.values()).size).toBe(byNative.size);
        const again = plan.merged.map(({ fromId }) => fromId);
        expect(plan.merged.some(({ intoId }) => again.includes(intoId))).toBe(false);
      }),
    );
  });
});
