import type { JsonSchema } from '../../base/index.js';
import type { ImportItem, PackedItems } from '../importer.js';
import { sourceOf, unpackApi } from './packed-api.js';

/** An importer's items with those unpacked that another thread packed: for whoever wants them without a store. */
export async function* unpackedItems(
  items: AsyncIterable<ImportItem>,
): AsyncGenerator<Exclude<ImportItem, PackedItems>, void, void> {
  for await (const item of items) {
    if (item.kind === 'packed') yield* unpack(item);
    else yield item;
  }
}

function* unpack({ common, apis, definitions }: PackedItems): Generator<Exclude<ImportItem, PackedItems>, void, void> {
  for (const api of apis) {
    const { key, baseName } = api;
    yield { kind: 'api', draft: { key, baseName, ...unpackApi(api.content, sourceOf(api, common), common) } };
  }
  for (const { name, arguments: args, returns } of definitions) {
    const argumentsSchema = args === null ? {} : { arguments: JSON.parse(args) as JsonSchema };
    yield {
      kind: 'definition',
      name,
      ...argumentsSchema,
      ...(returns === null ? {} : { returns: JSON.parse(returns) }),
    };
  }
}
