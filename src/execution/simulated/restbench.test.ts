import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { type Api, openapiImporter, openStore } from '../../catalog/index.js';
import { simulated } from './simulated.js';

const specs = fileURLToPath(new URL('../../../../shared/data/restbench/specs', import.meta.url));
const here = existsSync(specs);

describe(`samples of RestBench's replies${here ? '' : ' (pack absent)'}`, () => {
  it.skipIf(!here)('fit their schemas by an independent validator', { timeout: 120_000 }, async () => {
    const executor = simulated({ examples: async () => undefined, maxBodyCharacters: 10_000_000 });
    const found: { readonly api: string; readonly fits: boolean; readonly why: string }[] = [];
    for (const api of [...(await operations('tmdb_oas.json')), ...(await operations('spotify_oas.json'))]) {
      if (api.returns === undefined) continue;
      const ajv = new Ajv2020({ strict: false, logger: false });
      addFormats.default(ajv);
      const validate = ajv.compile(api.returns);
      for (const args of [{}, argumentsFor(api)]) {
        const seen = await executor.call(api, args);
        if (seen.status === 'not-callable') continue; // its schema says nothing
        expect(seen).toMatchObject({ status: 'ok', provenance: 'simulated' });
        const fits = validate(seen.status === 'ok' ? seen.value : undefined);
        found.push({ api: api.id, fits, why: ajv.errorsText(validate.errors) });
      }
    }
    const fitting = found.filter(each => each.fits).length;
    console.log(`samples that fit: ${fitting} of ${found.length}`);
    expect(found.filter(each => !each.fits).slice(0, 3)).toEqual([]);
    expect(fitting / found.length).toBeGreaterThanOrEqual(0.99);
    expect(found.length).toBeGreaterThan(150);
  });
});

async function operations(file: string): Promise<Api[]> {
  const store = openStore(':memory:');
  await store.import({ name: 'r', importer: 'openapi', source: file }, openapiImporter.read(`${specs}/${file}`));
  const apis = [...store.apis('r')];
  store.close();
  return apis;
}

/** A value for every plain argument. */
function argumentsFor({ parameters }: Api): JsonObject {
  const properties = Object.entries((parameters['properties'] ?? {}) as Record<string, JsonObject>);
  const values: Record<string, JsonObject[string]> = { integer: 7, number: 7, string: 'seven', boolean: true };
  return Object.fromEntries(properties.map(([name, { type }]) => [name, values[String(type)] ?? 'seven']));
}
