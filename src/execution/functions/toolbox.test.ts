import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFunctionLoader, loadToolbox } from '../../catalog/index.js';
import { argumentChecker } from '../arguments/argument-checker.js';
import { sampleApi } from '../executor.contract.js';
import { functions } from './functions.js';
import { performUndo } from './perform-undo.js';

const modules = await loadToolbox();

describe('the toolbox', () => {
  it.each(modules.map(({ category, functions }) => [category, functions] as const))(
    'has schemas in %s that are checked whole and fit their own examples',
    async (_category, definitions) => {
      const checker = argumentChecker();
      for (const { name, parameters, examples = [] } of definitions) {
        for (const { arguments: args } of examples) {
          const seen = await checker.check(parameters, args);
          expect({ name, ...seen }).toMatchObject({ name, ok: true, coerced: [], warnings: [] });
        }
      }
    },
  );

  it('takes a written file back', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'capuchin-workspace-'));
    const options = { load: createFunctionLoader(), workspace, now: () => 0, random: () => 0 };
    const module = 'builtin:toolbox/files';
    const write = sampleApi({ effect: 'reversible', invocation: { kind: 'function', module, function: 'write_file' } });
    const seen = await functions(options).call(write, { path: 'note.txt', text: 'hello' });
    expect(seen).toMatchObject({ status: 'ok', undo: { module } });
    expect(readFileSync(join(workspace, 'note.txt'), 'utf8')).toBe('hello');
    const step = seen.status === 'ok' ? seen.undo : undefined;
    if (step === undefined) expect.fail('a reversible call gives its undo');
    expect(await performUndo(JSON.parse(JSON.stringify(step)), options)).toMatchObject({ status: 'ok' });
    expect(existsSync(join(workspace, 'note.txt'))).toBe(false);
  });
});
