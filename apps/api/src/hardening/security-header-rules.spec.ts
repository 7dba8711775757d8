import { securityHeaders } from './security-header-rules.js';

const https = securityHeaders({ publicUrl: 'https://desk.example', mediaOrigin: 'https://media.example' });
const http = securityHeaders({ publicUrl: 'http://localhost:4700', mediaOrigin: 'http://localhost:4701' });

describe('the headers of every answer', () => {
  it('allow nothing inline, nothing evaluated and no frame', () => {
    const policy = https['content-security-policy'];
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(https).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('load media from the second origin only', () => {
    expect(https['content-security-policy']).toContain('media-src https://media.example');
  });

  it('speak of HSTS only where people come by https', () => {
    expect(https['strict-transport-security']).toMatch(/max-age=63072000/);
    expect(http['strict-transport-security']).toBeUndefined();
  });

  it('name the socket of the public address', () => {
    expect(https['content-security-policy']).toContain('wss://desk.example');
    expect(http['content-security-policy']).toContain('ws://localhost:4700');
  });
});
