import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { argumentChecker } from '../../../execution/index.js';
import { familyRequest } from './family-request.js';
import { packagedFamilies } from './packaged-families.js';

describe('packagedFamilies', () => {
  it('names the file and the line of a family that is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'capuchin-families-'));
    writeFileSync(join(folder, 'bad.jsonl'), '\n{"name":"ask me"}\n');
    await expect(packagedFamilies(pathToFileURL(`${folder}/`))).rejects.toMatchObject({
      code: 'bad-family',
      message: 'bad.jsonl:2: not a name: ask me',
    });
  });

  it('gives no name to two families', async () => {
    const places = new Map<string, string[]>();
    for (const { name, domain } of await packagedFamilies()) places.set(name, [...(places.get(name) ?? []), domain]);
    expect([...places].filter(([, domains]) => domains.length > 1)).toEqual([]);
  });

  it('draws arguments that the schemas accept as they are, whichever request is made', async () => {
    const checker = argumentChecker();
    const faults: string[] = [];
    for (const family of await packagedFamilies()) {
      const random = seededRandom(family.name);
      for (const template of family.requests) {
        for (let draw = 0; draw < 4; draw++) {
          const { text, arguments: args } = familyRequest(family, template, random);
          const seen = await checker.check(family.parameters, args);
          const found = seen.ok ? seen.coerced : seen.problems;
          if (found.length === 0) continue;
          faults.push(`${family.domain} ${family.name}: ${found.join('; ')} in "${text}" ${JSON.stringify(args)}`);
          break;
        }
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
