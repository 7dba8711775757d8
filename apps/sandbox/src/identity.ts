import { createHash } from 'node:crypto';
import type { Network, NetworkSubject } from './network/network.js';

/** By what a platform would know a person again, in the words of the desk's contract. */
export interface IdentityKey {
  kind: 'phone' | 'device';
  value: string;
}

/** How many people of the research world had their telephone number before somebody of an operation got it. */
const PASSED_ON = 3;

const digits = (text: string, count: number) =>
  [...createHash('sha256').update(text).digest()]
    .map((byte) => byte % 10)
    .slice(0, count)
    .join('');

/**
 * Invented telephones (+999 is assigned to nobody, ITU-T E.164) and devices of every account. Some administrators of
 * operations have the number of a researcher: their look-alikes.
 */
export class Identities {
  private readonly phoneOwner = new Map<string, string>();

  constructor(network: Network) {
    const of = (role: NetworkSubject['role']) =>
      network.subjects.filter((one) => one.platform === 'telegram' && one.kind === 'account' && one.role === role);
    const researchers = of('researcher').slice(0, PASSED_ON);
    of('administrator')
      .slice(0, researchers.length)
      .forEach((one, index) => {
        const before = researchers[index];
        if (before) this.phoneOwner.set(nameOf(one), nameOf(before));
      });
  }

  /** None for channels and groups, which nobody registers with a telephone. */
  of(subject: NetworkSubject): IdentityKey[] {
    if (subject.kind !== 'account') return [];
    const name = nameOf(subject);
    return [
      { kind: 'phone', value: `+999${digits(this.phoneOwner.get(name) ?? name, 9)}` },
      { kind: 'device', value: `d-${createHash('sha256').update(`device ${name}`).digest('hex').slice(0, 16)}` },
    ];
  }
}

function nameOf({ platform, nativeId }: NetworkSubject): string {
  return `${platform} ${nativeId}`;
}
