import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionContext } from '../functions/function-definition.js';
import { isLegalName } from '../naming.js';
import { loadCategory, loadFunction, loadToolbox } from './toolbox.js';

const ajv = new Ajv2020({ useDefaults: true, strict: false, allErrors: true });
ajvFormats.default(ajv);

const toolbox = await loadToolbox();
const definitions = toolbox.flatMap(({ category, functions }) =>
  functions.map(definition => ({ category, definition, name: definition.name })),
);

let context: FunctionContext;
beforeEach(async () => {
  const workspace = await mkdtemp(join(tmpdir(), 'toolbox-'));
  // The files that the examples of the file functions speak of.
  await writeFile(join(workspace, 'hello.txt'), 'Hello\n');
  await mkdir(join(workspace, 'old'));
  await writeFile(join(workspace, 'old', 'draft.txt'), 'Draft');
  context = { workspace, now: () => Date.parse('2026-03-14T09:26:53Z'), random: () => 0.5 };
});
afterEach(() => rm(context.workspace, { recursive: true }));

describe('the toolbox', () => {
  it('has at least sixty functions in at least fifteen categories, no two of the same name', () => {
    expect(definitions.length).toBeGreaterThanOrEqual(75);
    expect(toolbox.length).toBeGreaterThanOrEqual(15);
    expect(new Set(definitions.map(({ name }) => name)).size).toBe(definitions.length);
  });

  it('finds a category and a function by name, and says what there is when there is none', async () => {
    expect((await loadFunction('builtin:toolbox/text', 'slugify_text')).name).toBe('slugify_text');
    await expect(loadFunction('builtin:toolbox/text', 'launch')).rejects.toMatchObject({ code: 'unknown-name' });
    await expect(loadCategory('builtin:toolbox/constructor')).rejects.toMatchObject({ code: 'unknown-name' });
    await expect(loadCategory('node:fs')).rejects.toMatchObject({ code: 'unknown-name' });
  });
});

describe.each(definitions)('$category/$name', ({ definition }) => {
  const { name, description, parameters, examples = [], effect } = definition;

  it('has a legal name, a description, an effect, and a request and an expected value among its examples', () => {
    expect({ name, legal: isLegalName(name) }).toEqual({ name, legal: true });
    expect(description).toMatch(/^[A-Z].{20,250}\.$/);
    expect(effect).toMatch(/^(read|reversible)$/);
    expect(examples.some(example => example.request !== undefined)).toBe(true);
    expect(examples.some(example => example.returns !== undefined)).toBe(true);
  });

  it('has a valid schema that describes every parameter and refuses others', () => {
    expect(ajv.validateSchema(parameters)).toBe(true);
    expect(parameters).toMatchObject({ type: 'object', additionalProperties: false });
    for (const property of Object.values(parameters['properties'] ?? {})) {
      expect(property).toMatchObject({ description: expect.stringMatching(/\.$/) });
    }
    expect(ajv.validate(parameters, { 'no such parameter': 1 })).toBe(false);
  });

  it.each(examples.map((example, i) => ({ i, example })))('gives what example $i says', async ({ example }) => {
    const args = structuredClone(example.arguments);
    const valid = ajv.validate(parameters, args);
    expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
    const returned = await definition.run(args, context);
    if (example.returns !== undefined) expect(returned).toEqual(example.returns);
    expect(JSON.parse(JSON.stringify(returned))).toEqual(returned);
  });
});
