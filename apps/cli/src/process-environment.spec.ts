import { readConfig } from '@mizan/foundation/config.js';
import { processEnvironment, recordedEnvironment, type DeskProcessFacts } from './process-environment.js';

const facts: DeskProcessFacts = {
  databaseUrl: 'postgres://mizan:pw@127.0.0.1:5000/mizan',
  redisUrl: null,
  ports: { desk: 4800, media: 4801, worker: 4802, sandbox: 4803, mail: 4804 },
  publicUrl: null,
  dataFolder: '/data',
  withSandbox: true,
  development: false,
  secrets: { ENCRYPTION_KEY: 'a'.repeat(64), IDENTITY_KEY: 'b'.repeat(64) },
};

describe('what the processes of a desk are told', () => {
  it('is a usable environment on either job queue', () => {
    expect(readConfig(processEnvironment(facts, {}))).toMatchObject({
      NODE_ENV: 'production',
      QUEUE_BACKEND: 'postgres',
      PORT: 4800,
      PUBLIC_URL: 'http://localhost:4800',
      MEDIA_ORIGIN: 'http://localhost:4801',
      ALLOW_LOOPBACK_WEBHOOKS: true,
      MAIL_URL: 'smtp://127.0.0.1:4804?ignoreTLS=true',
    });
    const withRedis = processEnvironment({ ...facts, redisUrl: 'redis://127.0.0.1:6000' }, {});
    expect(readConfig(withRedis)).toMatchObject({ QUEUE_BACKEND: 'redis', REDIS_URL: 'redis://127.0.0.1:6000' });
  });

  it('lets the operator change everything but where the services are', () => {
    const told = processEnvironment(facts, {
      GRACE_SECONDS: '5',
      LOG_LEVEL: 'debug',
      DATABASE_URL: '',
      QUEUE_BACKEND: 'redis',
      PORT: '0',
      ENCRYPTION_KEY: 'c'.repeat(64),
    });
    expect(told).toMatchObject({
      GRACE_SECONDS: '5',
      LOG_LEVEL: 'debug',
      DATABASE_URL: facts.databaseUrl,
      QUEUE_BACKEND: 'postgres',
      PORT: '4800',
      ENCRYPTION_KEY: 'c'.repeat(64),
    });
  });

  it('opens GraphQL only while developing', () => {
    expect(readConfig(processEnvironment(facts, {})).GRAPHQL_OPEN).toBe(false);
    expect(readConfig(processEnvironment({ ...facts, development: true }, {})).GRAPHQL_OPEN).toBe(true);
  });

  it('does not reach for loopback addresses without the sandbox', () => {
    expect(readConfig(processEnvironment({ ...facts, withSandbox: false }, {})).ALLOW_LOOPBACK_WEBHOOKS).toBe(false);
  });

  it('records for later commands what the desk reads, and nothing else of the shell', () => {
    const told = processEnvironment(facts, { GRACE_SECONDS: '5', AWS_SECRET_ACCESS_KEY: 'not ours', HOME: '/root' });
    const recorded = recordedEnvironment(told);
    expect(recorded).toMatchObject({ GRACE_SECONDS: '5', DATABASE_URL: facts.databaseUrl, SANDBOX_PORT: '4803' });
    expect(recorded).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    expect(recorded).not.toHaveProperty('HOME');
  });
});
