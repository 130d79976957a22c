import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeCommands } from './describe-commands.js';

it('docs/cli.md is what the program says of itself', () => {
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  expect(page, 'run: node scripts/cli-docs.mjs').toBe(describeCommands());
});
