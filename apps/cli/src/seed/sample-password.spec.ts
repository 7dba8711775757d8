import { samplePassword } from './sample-password.js';

const key = Buffer.alloc(32, 1);

describe('a sample password', () => {
  it('is the same for the same installation and person, and another for any other', () => {
    const first = samplePassword(key, 'moderator1@mizan.example');
    expect(first).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(samplePassword(key, 'moderator1@mizan.example')).toBe(first);
    expect(samplePassword(key, 'moderator2@mizan.example')).not.toBe(first);
    expect(samplePassword(Buffer.alloc(32, 2), 'moderator1@mizan.example')).not.toBe(first);
  });
});
