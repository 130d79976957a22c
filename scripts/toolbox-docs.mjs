// Writes the list of functions in docs/toolbox.md anew, from the sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url, { fsCache: false });
const { loadToolbox } = await jiti.import('../src/catalog/toolbox/toolbox.ts');
const { withFunctionTable } = await jiti.import('../src/catalog/toolbox/toolbox-table.ts');
const page = fileURLToPath(new URL('../docs/toolbox.md', import.meta.url));
writeFileSync(page, withFunctionTable(readFileSync(page, 'utf8'), await loadToolbox()));
