// What APIs say of themselves, one JSON object a line, for the recipe beside this file.
// npx jiti training/static-embeddings/export-texts.ts --out FILE (--store FILE --collection NAME | --toolbench FILE)
import { parseArgs } from 'node:util';
import { type Api, isJsonObject, openJsonlWriter, openStore, toolbenchImporter } from '../../src/index.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    store: { type: 'string' },
    collection: { type: 'string', default: 'apis-guru' },
    toolbench: { type: 'string' },
  },
});
const { out, store, collection, toolbench } = values;
if (out === undefined || (store === undefined) === (toolbench === undefined)) {
  console.error('usage: export-texts.ts --out FILE (--store FILE [--collection NAME] | --toolbench FILE)');
  process.exit(2);
}

type Described = Pick<
  Api,
  'provider' | 'tool' | 'toolDescription' | 'category' | 'title' | 'description' | 'parameters'
>;

async function* described(): AsyncGenerator<readonly [string, Described]> {
  if (toolbench !== undefined) {
    for await (const item of toolbenchImporter.read(toolbench)) {
      if (item.kind === 'api') yield [item.draft.key, item.draft];
    }
    return;
  }
  const opened = openStore(store as string, { readOnly: true });
  for (const api of opened.outlines(collection)) yield [api.id, api];
  opened.close();
}

const writer = openJsonlWriter(out);
let count = 0;
for await (const [id, api] of described()) {
  const { provider, tool, toolDescription = '', category, title, description } = api;
  const properties = api.parameters['properties'];
  const parameters = isJsonObject(properties) ? Object.keys(properties).slice(0, 40) : [];
  writer.write({ id, provider, tool, toolDescription, category, title, description, parameters });
  count += 1;
}
writer.close();
console.error(`${count} APIs written to ${out}`);
