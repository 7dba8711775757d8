// Compiles one project's TypeScript (src/ -> dist/) with swc, file by file: no type check (that is `npm run check`).
// Usage: node apps/cli/build-project.mjs libs/cases
import { readdir, mkdir, rename, rm, writeFile, copyFile } from 'node:fs/promises';
import path from 'node:path';
import { transformFile } from '@swc/core';

const project = process.argv[2];
if (!project) throw new Error('usage: build-project.mjs <project folder>');
const sourceDir = path.resolve(project, 'src');
const finalDir = path.resolve(project, 'dist');
// Built aside and put in place in one step, so that a process that starts meanwhile never meets half an output.
const outputDir = path.resolve('.nx/building', `${project.replaceAll(path.sep, '-')}-${process.pid}`);

await rm(outputDir, { recursive: true, force: true });
for (const entry of await readdir(sourceDir, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath, entry.name);
  const target = path.join(outputDir, path.relative(sourceDir, file));
  await mkdir(path.dirname(target), { recursive: true });
  if (/\.spec\.tsx?$/.test(file)) continue;
  if (!file.endsWith('.ts') || file.endsWith('.d.ts')) {
    await copyFile(file, target);
    continue;
  }
  const { code, map } = await transformFile(file, {
    swcrc: false,
    sourceMaps: true,
    module: { type: 'nodenext' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  });
  const out = target.replace(/\.ts$/, '.js');
  await writeFile(out, `${code}\n//# sourceMappingURL=${path.basename(out)}.map\n`);
  if (map) await writeFile(`${out}.map`, map);
}
await rm(finalDir, { recursive: true, force: true });
await rename(outputDir, finalDir);
