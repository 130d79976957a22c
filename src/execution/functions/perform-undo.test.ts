import { describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '../../catalog/index.js';
import { functions } from './functions.js';
import { performUndo } from './perform-undo.js';
import { apiOf, sampleFunctionsOptions } from './sample-functions.contract.js';

const file = {
  type: 'object',
  properties: { path: { type: 'string' }, content: { type: 'string' } },
  required: ['path', 'content'],
};

function notes() {
  const files = new Map([['a.txt', 'old']]);
  const write: FunctionDefinition = {
    name: 'write',
    description: '',
    effect: 'reversible',
    parameters: file,
    run: ({ path, content }) => {
      files.set(path, content);
      return 'written';
    },
    undo: ({ path }) => ({
      description: `put ${path} back`,
      function: 'write',
      arguments: { path, content: files.get(path) ?? '' },
    }),
  };
  return { files, write, options: sampleFunctionsOptions([write]) };
}

describe('performUndo', () => {
  it('takes a call back from what was kept of it, also after it went through a file', async () => {
    const { files, write, options } = notes();
    const seen = await functions(options).call(apiOf(write), { path: 'a.txt', content: 'new' });
    expect(files.get('a.txt')).toBe('new');
    const step = seen.status === 'ok' && seen.undo ? JSON.parse(JSON.stringify(seen.undo)) : undefined;
    expect(await performUndo(step, options)).toMatchObject({ status: 'ok', body: 'written', provenance: 'local' });
    expect(files.get('a.txt')).toBe('old');
  });

  it('checks the arguments of a step, which may come from anywhere', async () => {
    const { options } = notes();
    const step = { kind: 'function' as const, description: '', module: 'builtin:samples', function: 'write' };
    expect(await performUndo({ ...step, arguments: { path: 'a.txt' } }, options)).toMatchObject({
      status: 'bad-arguments',
      problems: ['missing required "content"'],
    });
    expect(await performUndo({ ...step, arguments: 3 }, options)).toMatchObject({
      problems: ['arguments must be an object'],
    });
  });

  it('says so when the function is gone, and stops when aborted', async () => {
    const { options } = notes();
    const step = {
      kind: 'function' as const,
      description: '',
      module: 'builtin:samples',
      function: 'gone',
      arguments: {},
    };
    expect(await performUndo(step, options)).toMatchObject({ status: 'not-callable' });
    await expect(performUndo(step, options, { signal: AbortSignal.abort('stop') })).rejects.toBe('stop');
  });
});
