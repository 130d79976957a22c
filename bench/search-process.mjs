// A process that opens an index, answers one request and says what that took: node search-process.mjs <job as JSON>
import { retrieverNamed } from 'capuchin/retrieval';

const { folder, collections, retriever: name, request } = JSON.parse(process.argv[2]);
const started = performance.now();
const retriever = await retrieverNamed(name)({
  folder,
  collections,
  // The hits' content is nobody's concern.
  load: ids => ids.map(id => ({ id })),
  rebuild: collection => {
    throw new Error(`the index of ${collection} should be there`);
  },
});
const openMs = performance.now() - started;
const hits = await retriever.search(request, 10);
const firstMs = performance.now() - started - openMs;
const memoryMiB = process.memoryUsage().rss / 2 ** 20;
console.log(JSON.stringify({ hits: hits.length, openMs, firstMs, memoryMiB }));
