import { Identities } from './identity.js';
import { generateNetwork, SAMPLE_SEED } from './network/generate-network.js';

describe('the telephones and devices of the pretend people', () => {
  const network = generateNetwork(SAMPLE_SEED);
  const identities = new Identities(network);
  const accounts = network.subjects.filter((one) => one.kind === 'account');

  it('are the same at every start', () => {
    const again = new Identities(generateNetwork(SAMPLE_SEED));
    for (const one of accounts.slice(0, 50)) expect(again.of(one)).toEqual(identities.of(one));
  });

  it('are shared by three researchers with a look-alike each, and by nobody else', () => {
    const owners = new Map<string, string[]>();
    for (const one of accounts)
      for (const { kind, value } of identities.of(one))
        owners.set(`${kind} ${value}`, [...(owners.get(`${kind} ${value}`) ?? []), one.role]);
    const shared = [...owners.values()].filter((roles) => roles.length > 1).map((roles) => roles.sort());
    expect(shared).toEqual([
      ['administrator', 'researcher'],
      ['administrator', 'researcher'],
      ['administrator', 'researcher'],
    ]);
  });

  it('are nothing that a channel has', () => {
    const channel = network.subjects.find((one) => one.kind === 'channel');
    expect(channel && identities.of(channel)).toEqual([]);
  });
});
