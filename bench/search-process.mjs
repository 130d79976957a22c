// A process that opens an index, answers one request and says what that took: node search-process.mjs <job as JSON>
import { openStore } from 'capuchin/catalog';
import { retrieverNamed } from 'capuchin/retrieval';

const { store: path, folder, collections, retriever: name, request } = JSON.parse(process.argv[2]);
const store = path === undefined ? undefined : openStore(path, { readOnly: true });
const started = performance.now();
const retriever = await retrieverNamed(name)({
  folder,
  collections: store?.collections() ?? collections,
  // Without a store the hits' content is nobody's concern.
  load: ids => store?.get(ids) ?? ids.map(id => ({ id })),
  rebuild: collection => {
    throw new Error(`the index of ${collection} should be there`);
  },
});
const openMs = performance.now() - started;
const hits = await retriever.search(request, 10);
store?.close();
const firstMs = performance.now() - started - openMs;
const memoryMiB = process.memoryUsage().rss / 2 ** 20;
console.log(JSON.stringify({ hits: hits.length, openMs, firstMs, memoryMiB }));
