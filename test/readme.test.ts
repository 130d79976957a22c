import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the README', () => {
  it('shows the example as it is run', () => {
    expect(read('README.md')).toContain(`\`\`\`ts\n${read('examples/own-retriever.ts')}\`\`\``);
  });

  it('leads only to pages that are there', () => {
    for (const page of ['README.md', 'docs/safety.md', 'docs/collections.md', 'docs/models.md', 'docs/runs.md']) {
      const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1]!);
      const missing = links.filter(link => !existsSync(join(root, page, '..', link)));
      expect(missing, page).toEqual([]);
    }
  });
});
