// A thread of `compileThreads`: compiles the documents it is sent, one at a time.
import { once } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { messageOf } from '../../base/index.js';
import type { ImportItem } from '../importer.js';
import { packItems } from '../store/pack-items.js';
import { itemsOrRefusal } from './document-items.js';
import { decodeText, type SourceText } from './read-source.js';

/** A document to compile; its items go back over `port`. */
export interface CompileOrder {
  /** Emptied when they have been read: a large document needs the room. */
  bytes: Uint8Array;
  readonly uri: string;
  readonly path?: string;
  readonly keyPrefix: string;
  readonly maxBytes: number;
  readonly port: MessagePort;
}

export interface CompileReply {
  readonly items: readonly ImportItem[];
  readonly end?: { readonly failure?: string };
}

/** Batches that may be under way before the first of them has been taken. */
export const batchesAhead = 4;
const itemsPerBatch = 250;

async function compile(order: CompileOrder): Promise<void> {
  const { uri, keyPrefix, maxBytes, port } = order;
  const reply = (message: CompileReply) => port.postMessage(message);
  let ahead = 0;
  port.on('message', () => {
    ahead -= 1;
  });
  try {
    const packing = packItems(itemsPerBatch);
    for await (const item of itemsOrRefusal(uri, () => takeText(order), { keyPrefix, maxBytes })) {
      const items = packing.add(item);
      if (items === undefined) continue;
      reply({ items });
      ahead += 1;
      while (ahead >= batchesAhead) await once(port, 'message');
    }
    reply({ items: packing.rest(), end: {} });
  } catch (thrown) {
    reply({ items: [], end: { failure: messageOf(thrown) } });
  } finally {
    port.close();
  }
}

function takeText(order: CompileOrder): SourceText {
  const text = decodeText(order.bytes);
  order.bytes = new Uint8Array();
  const { uri, path } = order;
  return path === undefined ? { text, uri } : { text, uri, place: { kind: 'file', path } };
}

parentPort?.on('message', (order: CompileOrder) => void compile(order));
