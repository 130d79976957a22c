import type { ImportItem } from '../importer.js';
import { type CommonMembers, commonMembers, type PackedApi, packApi } from './packed-api.js';
import { type PackedDefinition, packDefinition } from './packed-definition.js';

export interface PackingItems {
  /** A batch when there are enough for one. */
  add(item: ImportItem): readonly ImportItem[] | undefined;
  rest(): readonly ImportItem[];
}

/** Packs the items of one document into batches: the same content with far less to copy between threads. */
export function packItems(itemsPerBatch: number): PackingItems {
  let common: CommonMembers | undefined;
  let apis: PackedApi[] = [];
  let definitions: PackedDefinition[] = [];
  let others: ImportItem[] = [];

  function rest(): readonly ImportItem[] {
    const packed: ImportItem[] = [];
    if (apis.length + definitions.length > 0) {
      packed.push({ kind: 'packed', common: common ?? noneInCommon, apis, definitions });
    }
    const batch = [...packed, ...others];
    [apis, definitions, others] = [[], [], []];
    return batch;
  }
  return {
    add(item) {
      if (item.kind === 'api') {
        common ??= commonMembers(item.draft);
        apis.push(packApi(item.draft, common));
      } else if (item.kind === 'definition') definitions.push(packDefinition(item));
      else others.push(item);
      return apis.length + definitions.length + others.length < itemsPerBatch ? undefined : rest();
    },
    rest,
  };
}

/** Of a document with definitions only. */
const noneInCommon: CommonMembers = { uri: '', draft: {}, invocation: {} };
