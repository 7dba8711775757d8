import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** A lib may import the libs to its left, none to its right (docs/ARCHITECTURE.md). */
const LIB_ORDER = [
  'foundation',
  'audit',
  'identity',
  'policies',
  'platforms',
  'subjects',
  'protection',
  'cases',
  'intake',
  'decisions',
  'notices',
  'appeals',
  'collateral',
];
const allLibs = LIB_ORDER.map((lib) => `lib:${lib}`);

const depConstraints = [
  ...LIB_ORDER.map((lib, place) => ({
    sourceTag: `lib:${lib}`,
    onlyDependOnLibsWithTags: [`lib:${lib}`, ...allLibs.slice(0, place)],
  })),
  { sourceTag: 'app:api', onlyDependOnLibsWithTags: allLibs },
  { sourceTag: 'app:worker', onlyDependOnLibsWithTags: allLibs },
  { sourceTag: 'app:cli', onlyDependOnLibsWithTags: allLibs },
  { sourceTag: 'app:web', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'app:sandbox', onlyDependOnLibsWithTags: [] },
];

/** From outside a lib only these kinds of file are public; foundation, which knows no domain, is open. */
const publicFiles = {
  regex: '^@mizan/(?!foundation/)[a-z-]+/(?!.*\\.(module|service|entity|events|errors)\\.js$)',
  message: 'Import only *.module, *.service, *.entity, *.events or *.errors of another lib.',
};

const readsEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only libs/foundation/src/config.ts reads the environment.',
};
const nonNull = { selector: 'TSNonNullExpression', message: 'Say what happens when it is missing.' };

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.mizan/**',
      'reports/**',
      'apps/web/src/gql/**',
      'docs/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { '@nx': nx },
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints, enforceBuildableLibDependency: false, allow: [] }],
      'no-restricted-imports': ['error', { patterns: [publicFiles] }],
      'no-restricted-syntax': ['error', readsEnvironment, nonNull],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-control-regex': 'off',
    },
  },
  {
    files: [
      'libs/foundation/src/config.ts',
      'libs/foundation/src/embedded/**',
      '**/*.mjs',
      'test/**',
      '**/*.spec.ts',
      'apps/sandbox/**',
      'apps/cli/**',
    ],
    rules: { 'no-restricted-syntax': ['error', nonNull] },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.builders.ts', 'test/**'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      'max-lines': 'off',
      'no-restricted-imports': 'off',
    },
  },
  { files: ['**/*.mjs', 'test/**', 'apps/cli/**'], rules: { 'no-console': 'off' } },
  { files: ['test/**', '**/*.spec.ts', '**/*.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  {
    files: ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: { ...globals.browser } },
    // No React Compiler here, so what it could not memoise is no fault.
    rules: { ...reactHooks.configs.recommended.rules, 'react-hooks/incompatible-library': 'off' },
  },
);
