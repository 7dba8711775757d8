// Jest's global setup runs before its transforms, and the desk may not have been built: compiles the launcher of the
// embedded services (which imports nothing of the project) to a folder below the project, and loads it from there.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';

const root = path.resolve(import.meta.dirname, '../..');
const source = path.join(root, 'libs/foundation/src/embedded');

export async function loadEmbedded() {
  const target = path.join(root, '.nx/embedded', String(process.pid));
  await mkdir(target, { recursive: true });
  try {
    for (const name of await readdir(source)) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = await transformFile(path.join(source, name), {
        swcrc: false,
        module: { type: 'nodenext' },
        jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
      });
      const file = path.join(target, name.replace(/\.ts$/, '.mjs'));
      await writeFile(`${file}.new`, code.replaceAll(/(from '\.\/[^']+)\.js'/g, "$1.mjs'"));
      await rename(`${file}.new`, file);
    }
    const load = (name) => import(pathToFileURL(path.join(target, name)).href);
    return { ...(await load('postgres-server.mjs')), ...(await load('redis-child.mjs')) };
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}
