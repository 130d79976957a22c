import { describe, expect, it } from 'vitest';
import type { FunctionContext } from './function-definition.js';
import { createFunctionLoader } from './function-loader.js';

const good = new URL('fixtures/good.ts', import.meta.url).href;
const context: FunctionContext = { workspace: '/nowhere', now: () => 0, random: () => 0 };

describe('createFunctionLoader', () => {
  it('loads functions of the toolbox, those that undo included', async () => {
    const load = createFunctionLoader();
    const slug = await load({ kind: 'function', module: 'builtin:toolbox/text', function: 'slugify_text' });
    expect(await slug.run({ text: 'One Two' }, context)).toBe('one-two');
    const restore = await load({ kind: 'function', module: 'builtin:toolbox/files', function: 'restore_file' });
    expect(restore.name).toBe('restore_file');
  });

  it('loads functions of a TypeScript module once, and lets a Standard Schema fill in and check arguments', async () => {
    const load = createFunctionLoader();
    const greet = await load({ kind: 'function', module: good, function: 'greet' });
    expect(await greet.run({ name: 'Ada' }, context)).toBe('Hello, Ada');
    await expect(greet.run({ name: 5 }, context)).rejects.toThrow('expected string');
    expect(await load({ kind: 'function', module: good, function: 'greet' })).toBe(greet);
  });

  it('says when a function or its module is gone', async () => {
    const load = createFunctionLoader();
    const missing = { code: 'function-missing' };
    await expect(load({ kind: 'function', module: good, function: 'divide' })).rejects.toMatchObject(missing);
    await expect(load({ kind: 'function', module: 'builtin:toolbox/text', function: 'gone' })).rejects.toMatchObject(
      missing,
    );
    await expect(load({ kind: 'function', module: 'builtin:toolbox/gone', function: 'x' })).rejects.toMatchObject(
      missing,
    );
    await expect(load({ kind: 'function', module: 'node:fs', function: 'rmSync' })).rejects.toMatchObject(missing);
    const nowhere = new URL('fixtures/nowhere.mjs', import.meta.url).href;
    await expect(load({ kind: 'function', module: nowhere, function: 'x' })).rejects.toMatchObject({
      code: 'unreadable-file',
    });
  });
});
