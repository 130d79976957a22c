import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readEvaluationPacks } from './evaluation-packs.js';

function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-packs-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('readEvaluationPacks', () => {
  it('reads what each suite asks and offers', async () => {
    const folder = folderOf({
      'bfcl/simple.jsonl': {
        question: [
          [
            { role: 'system', content: 'be kind' },
            { role: 'user', content: 'roots?' },
          ],
        ],
        function: [{ name: 'roots', parameters: { properties: { a: {} } } }],
      },
      'bfcl/ast-conformance.dev.jsonl': { question: [[{ role: 'user', content: 'no' }]] },
      'bfcl/multi_turn_func_doc/math.json': '{"name":"add","parameters":{"properties":{"x":{}}}}\n{"name":"pi"}\n',
      'taskbench/a.requests.dev.jsonl': { instruction: 'do', user_request: 'do it' },
      'taskbench/a.tool_desc.json': { nodes: [{ id: 'play', parameters: [{ name: 'title' }] }, { id: 'vague' }] },
      'toolalpaca/eval_simulated.json': [
        { Instructions: ['show'], Function_Description: { f: 'Does.\nParameters: {"c": "string."}\nOutput: x' } },
      ],
      'restbench/tmdb.json': [{ query: 'who?' }],
      'restbench/specs/tmdb_oas.json': { servers: [{ url: 'https://api.themoviedb.org/3' }] },
      'apibank/dialogues/one/a.jsonl': '{"role":"User","text":"add"}\n{"role":"AI","text":"ok"}\n',
      'apibank/apis.json': [{ name: 'AddAgenda', input_parameters: { token: {} } }],
      'apibench/questions.jsonl': '{"hub":"h"}\n{"text":"find"}\n',
      'toolbench/queries.dev.jsonl': { query: 'plan' },
      'toolcalls/sealtools.test_in_domain.jsonl': { query: 'seal' },
      'toolcalls/sealtools.dev.jsonl': { query: 'may be learned from' },
    });
    const { requests, functions, providers } = await readEvaluationPacks(folder);
    expect(requests.map(({ suite, text }) => `${suite}: ${text}`)).toEqual([
      'bfcl: roots?',
      'taskbench: do',
      'taskbench: do it',
      'toolalpaca: show',
      'restbench: who?',
      'apibank: add',
      'apibench: find',
      'toolbench: plan',
      'sealtools: seal',
    ]);
    expect(functions.map(({ name, parameters }) => `${name}(${parameters})`)).toEqual([
      'roots(a)',
      'add(x)',
      'pi()',
      'play(title)',
      'f(c)',
      'AddAgenda(token)',
    ]);
    expect(providers).toEqual(['themoviedb.org']);
  });

  it('names a file that it cannot read', async () => {
    const folder = folderOf({ 'restbench/tmdb.json': '{' });
    await expect(readEvaluationPacks(folder)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('tmdb.json'),
    });
  });

  const shared = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
  it.skipIf(!existsSync(join(shared, 'bfcl')))('finds something of every suite (or: pack absent)', async () => {
    const { requests, functions, providers } = await readEvaluationPacks(shared);
    const suites = 'apibank apibench bfcl restbench sealtools taskbench toolalpaca toolbench'.split(' ');
    expect([...new Set(requests.map(each => each.suite))].sort()).toEqual(suites);
    expect([...new Set(functions.map(each => each.suite))].sort()).toEqual([
      'apibank',
      'bfcl',
      'taskbench',
      'toolalpaca',
    ]);
    expect([...providers].sort()).toEqual(['spotify.com', 'themoviedb.org']);
  });
});
