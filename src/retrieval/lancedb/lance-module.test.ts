import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const { resolve } = createRequire(import.meta.url);
const isInstalled = (() => {
  try {
    return resolve('@lancedb/lancedb') !== '';
  } catch {
    return false;
  }
})();

// In a process of its own: the test runner has its own words for a package that is not there.
it.skipIf(isInstalled)('names the package to install where it is missing', () => {
  const source = fileURLToPath(new URL('./lance-module.ts', import.meta.url));
  const program = `
    import { createJiti } from ${JSON.stringify(import.meta.resolve('jiti'))};
    const { loadLanceModule } = await createJiti(${JSON.stringify(import.meta.url)}).import(${JSON.stringify(source)});
    await loadLanceModule().catch(({ code, install }) => console.log(JSON.stringify({ code, install })));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program]).toString();
  expect(JSON.parse(output)).toEqual({
    code: 'missing-dependency',
    install: 'npm install @lancedb/lancedb@0.37.1',
  });
});
