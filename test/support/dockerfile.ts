import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One instruction of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** Reads the stages of a Dockerfile; every FROM must carry a name (`AS …`). */
export function readStages(text: string): Stage[] {
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, name, value] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined) continue;
    if (name === 'FROM') {
      const [, from, stage] = /^(\S+)\s+AS\s+(\S+)$/.exec(value) ?? [];
      if (from === undefined || stage === undefined) throw new Error(`FROM without a name: ${line}`);
      stages.push({ name: stage, from, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push({ name, value });
    }
  }
  return stages;
}

/** Copies what the build may see: everything that `.dockerignore` (patterns `name`, `**⁄name`, `**⁄*.ext`) does not exclude. */
export function copyContext(from: string, to: string, ignoreFile: string): void {
  const patterns = readFileSync(ignoreFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const isIgnored = (relative: string) =>
    patterns.some((pattern) => {
      if (!pattern.startsWith('**/')) return relative === pattern;
      const name = pattern.slice(3);
      const last = path.basename(relative);
      return name.startsWith('*') ? last.endsWith(name.slice(1)) : last === name;
    });
  const copy = (folder: string): void => {
    for (const entry of readdirSync(path.join(from, folder), { withFileTypes: true })) {
      const relative = path.join(folder, entry.name);
      if (isIgnored(relative)) continue;
      if (entry.isDirectory()) copy(relative);
      else if (entry.isFile()) {
        mkdirSync(path.join(to, folder), { recursive: true });
        cpSync(path.join(from, relative), path.join(to, relative));
      }
    }
  };
  copy('');
}
