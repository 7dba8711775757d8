// Jest in CommonJS mode, compiled by swc. Packages that are only published as ES modules are compiled too.
const decorators = { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false };
const jsc = (parser, transform = {}) => ({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', keepClassNames: true, parser, transform },
});

const esmOnly = [
  '@ariakit',
  '@borewit',
  '@nestjs',
  '@noble',
  '@otplib',
  '@scure',
  '@tokenizer',
  'file-type',
  'jose',
  'oauth4webapi',
  'openid-client',
  'otplib',
  'stream-chain',
  'stream-json',
  'strtok3',
  'token-types',
  'uint8array-extras',
];

const shared = {
  rootDir: import.meta.dirname,
  transform: {
    '\\.tsx$': [
      '@swc/jest',
      jsc({ syntax: 'typescript', tsx: true, decorators: true }, { ...decorators, react: { runtime: 'automatic' } }),
    ],
    '\\.[cm]?ts$': ['@swc/jest', jsc({ syntax: 'typescript', decorators: true }, decorators)],
    '\\.m?js$': ['@swc/jest', jsc({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@mizan/([^/]+)/(.*)\\.js$': '<rootDir>/libs/$1/src/$2',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'tsx', 'json', 'node'],
  modulePathIgnorePatterns: ['/dist/', '/\\.nx/', '/\\.mizan/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

const withDatabase = {
  ...shared,
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/start-database-server.mjs',
  globalTeardown: '<rootDir>/test/support/stop-database-server.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/retry-once.ts'],
};

export default {
  rootDir: import.meta.dirname,
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      roots: [
        '<rootDir>/libs',
        '<rootDir>/apps/api',
        '<rootDir>/apps/worker',
        '<rootDir>/apps/cli',
        '<rootDir>/apps/sandbox',
        '<rootDir>/test/support',
      ],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: 'jsdom',
      roots: ['<rootDir>/apps/web/src'],
      testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
      setupFiles: ['<rootDir>/test/support/web-globals.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/support/web-setup.ts'],
      moduleNameMapper: {
        '\\.module\\.css$': '<rootDir>/test/support/css-modules.cjs',
        '\\.(css|svg|woff2?)$': '<rootDir>/test/support/empty-asset.cjs',
        ...shared.moduleNameMapper,
      },
    },
    {
      ...withDatabase,
      displayName: 'integration',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/integration/**/*.int.spec.ts'],
    },
    {
      ...withDatabase,
      displayName: 'faults',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/faults/**/*.fault.spec.ts'],
    },
    {
      ...withDatabase,
      displayName: 'e2e',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.spec.ts'],
    },
  ],
};
