import { places, splitPlaces } from './places.js';

const names = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);

describe('the places of the bar', () => {
  it('are few, with the others one step away, and none lost', () => {
    const { shown, further } = splitPlaces(places, '/queues');
    expect(shown.length).toBeLessThanOrEqual(5);
    expect([...names(shown), ...names(further)].sort()).toEqual(names(places).sort());
  });

  it('show where somebody is, wherever that is', () => {
    for (const { path } of places)
      expect(names(splitPlaces(places, `${path}/something`).shown).filter((each) => each === path)).toEqual([path]);
  });

  it('need no second step for somebody who has few', () => {
    expect(splitPlaces(places.slice(0, 4), '/queues').further).toEqual([]);
  });
});
