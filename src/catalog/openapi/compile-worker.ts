// A thread of `compileThreads`: compiles the documents it is sent, one at a time.
import { once } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { messageOf } from '../../base/index.js';
import type { ImportItem } from '../importer.js';
import { packItems } from '../store/pack-items.js';
import { itemsOrRefusal } from './document-items.js';
import { decodeText } from './read-source.js';

/** A document to compile; its items go back over `port`. */
export interface CompileOrder {
  readonly bytes: Uint8Array;
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

async function compile({ bytes, uri, path, keyPrefix, maxBytes, port }: CompileOrder): Promise<void> {
  const reply = (message: CompileReply) => port.postMessage(message);
  let ahead = 0;
  port.on('message', () => {
    ahead -= 1;
  });
  try {
    const packing = packItems(itemsPerBatch);
    const text = decodeText(bytes);
    const place = path === undefined ? {} : { place: { kind: 'file', path } as const };
    for await (const item of itemsOrRefusal({ text, uri, ...place }, { keyPrefix, maxBytes })) {
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

parentPort?.on('message', (order: CompileOrder) => void compile(order));
