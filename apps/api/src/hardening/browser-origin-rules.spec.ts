import { carriesCsrfHeader, comesFromElsewhere } from './browser-origin-rules.js';

const desk = 'https://desk.example';

describe('where a browser says that a request comes from', () => {
  it.each([
    ['nothing is said', { host: 'desk.example' }, false],
    ['our own page', { origin: desk, host: 'desk.example', 'sec-fetch-site': 'same-origin' }, false],
    ['our own page behind another name', { origin: 'http://127.0.0.1:4700', host: '127.0.0.1:4700' }, false],
    ['the address bar', { 'sec-fetch-site': 'none', host: 'desk.example' }, false],
    ['another site', { origin: 'https://evil.example', host: 'desk.example' }, true],
    ['another site, by fetch metadata', { 'sec-fetch-site': 'cross-site', host: 'desk.example' }, true],
    ['a sister site', { 'sec-fetch-site': 'same-site', host: 'desk.example' }, true],
    ['a sandboxed page', { origin: 'null', host: 'desk.example' }, true],
    ['our name over plain http', { origin: 'http://desk.example', host: 'other.example' }, true],
    ['a name that begins like ours', { origin: 'https://desk.example.evil.example', host: 'desk.example' }, true],
  ])('%s', (_what, headers, elsewhere) => {
    expect(comesFromElsewhere(headers, desk)).toBe(elsewhere);
  });

  it('is ours only with the header that no foreign page can set', () => {
    expect(carriesCsrfHeader({ 'x-mizan-csrf': '1' })).toBe(true);
    expect(carriesCsrfHeader({ 'x-mizan-csrf': '' })).toBe(false);
    expect(carriesCsrfHeader({})).toBe(false);
  });
});
