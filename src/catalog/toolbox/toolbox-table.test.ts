import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadToolbox } from './toolbox.js';
import { withFunctionTable } from './toolbox-table.js';

describe('docs/toolbox.md', () => {
  it('lists the functions there are (node scripts/toolbox-docs.mjs writes it anew)', async () => {
    const page = await readFile(new URL('../../../docs/toolbox.md', import.meta.url), 'utf8');
    expect(page).toBe(withFunctionTable(page, await loadToolbox()));
  });
});

describe('withFunctionTable', () => {
  it('writes a section for each category between the two comments and leaves the rest', () => {
    const page = 'Before\n<!-- functions: start -->\nold\n<!-- functions: end -->\nAfter\n';
    const definition = { name: 'add', description: 'Adds.', parameters: {}, effect: 'read' as const, run: () => null };
    const categories = [
      { category: 'sums', module: 'builtin:toolbox/sums', description: 'Sums.', functions: [definition] },
    ];
    expect(withFunctionTable(page, categories)).toBe(
      'Before\n<!-- functions: start -->\n\n1 functions in 1 categories.\n\n### sums\n\nSums.\n\n' +
        '| function | what it gives |\n| --- | --- |\n| `add` | Adds. |\n\n<!-- functions: end -->\nAfter\n',
    );
    expect(() => withFunctionTable('no marks', categories)).toThrow('the page needs the lines');
  });
});
