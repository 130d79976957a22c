import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectApis } from './collect-apis.js';
import { openapiImporter } from './openapi/openapi.js';

describe('collectApis', () => {
  it('gives named APIs whose schemas are complete', async () => {
    const source = join(import.meta.dirname, 'openapi/fixtures/pets-2.0.yaml');
    const apis = await collectApis('pets', openapiImporter.read(source));
    expect(apis.map(({ id, name }) => [id, name])).toEqual([
      ['pets/GET /pets', 'pet_parlour_list_pets'],
      ['pets/POST /pets', 'pet_parlour_create_pet'],
      ['pets/POST /pets/{petId}/photo', 'pet_parlour_post_pets_pet_id_photo'],
    ]);
    expect(apis[0]?.returns).toMatchObject({ items: { $ref: '#/$defs/Pet' }, $defs: { Pet: { type: 'object' } } });
  });
});
