import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };

/** Lints a text as if it stood in the given file, with the project's own configuration. */
function lint(file: string, text: string): string[] {
  const result = spawnSync(
    process.execPath,
    ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', file, '--format', 'json'],
    { cwd: root, env: environment, input: text, encoding: 'utf8' },
  );
  const [report] = JSON.parse(result.stdout) as { messages: { ruleId: string | null; message: string }[] }[];
  return (report?.messages ?? []).map((message) => `${message.ruleId}: ${message.message}`);
}

describe('boundaries between libs', () => {
  beforeAll(() => {
    // The rule reads Nx's project graph; this writes it.
    const graph = spawnSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
    });
    if (graph.status !== 0) throw new Error(graph.stderr || graph.stdout);
  });

  it('a lib may import a lib to its left', () => {
    expect(
      lint(
        'libs/cases/src/case.entity.ts',
        "import { AuditService } from '@mizan/audit/audit.service.js';\nexport const probe = AuditService;\n",
      ),
    ).toEqual([]);
  });

  it('a lib cannot import a lib to its right', () => {
    const faults = lint(
      'libs/audit/src/audit.service.ts',
      "import { CasesModule } from '@mizan/cases/cases.module.js';\nexport const probe = CasesModule;\n",
    );
    expect(faults.join('\n')).toContain('@nx/enforce-module-boundaries');
  });

  it('a lib cannot reach into another by a relative path', () => {
    const faults = lint(
      'libs/cases/src/case.entity.ts',
      "import { AuditService } from '../../audit/src/audit.service.js';\nexport const probe = AuditService;\n",
    );
    expect(faults.join('\n')).toContain('@nx/enforce-module-boundaries');
  });

  it('files that are not public cannot be imported from outside', () => {
    const faults = lint(
      'libs/cases/src/case.entity.ts',
      "import { merkleRoot } from '@mizan/audit/merkle-rules.js';\nexport const probe = merkleRoot;\n",
    );
    expect(faults.join('\n')).toContain('no-restricted-imports');
  });

  it('the web and the sandbox import no lib at all', () => {
    for (const file of ['apps/web/src/app/probe.ts', 'apps/sandbox/src/probe.ts']) {
      const faults = lint(file, "import { newId } from '@mizan/foundation/ids.js';\nexport const probe = newId;\n");
      expect(faults.join('\n')).toContain('@nx/enforce-module-boundaries');
    }
  });

  it('only the configuration reads the environment', () => {
    expect(lint('libs/cases/src/case.entity.ts', 'export const probe = process.env;\n').join('\n')).toContain(
      'no-restricted-syntax',
    );
    expect(lint('libs/foundation/src/config.ts', 'export const probe = process.env;\n')).toEqual([]);
  });
});
