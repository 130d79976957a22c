import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createPool } from '../../base/index.js';
import type { ImportItem } from '../importer.js';
import type { CompileOrder, CompileReply } from './compile-worker.js';
import { itemsOrRefusal } from './document-items.js';
import { decodeText } from './read-source.js';

/** One OpenAPI document of many. */
export interface DocumentBytes {
  readonly bytes: Uint8Array;
  /** For messages and source pointers. */
  readonly uri: string;
  /** Absolute path, for documents that refer to others; absent for those that stand alone. */
  readonly path?: string;
  readonly keyPrefix: string;
}

export interface CompileThreads {
  /** Begins to compile a document as soon as a thread is free; its items can be taken later. */
  start(document: DocumentBytes): AsyncIterable<ImportItem>;
  close(): Promise<void>;
}

export interface CompileThreadsOptions {
  readonly threads: number;
  /** Most memory each thread's values may take; a document that needs more is refused. */
  readonly maxHeapMegabytes: number;
  readonly maxDocumentBytes: number;
}

/** Compiles documents on threads of their own; where the program runs from its sources, on this one. */
export function compileThreads({ threads, maxHeapMegabytes, maxDocumentBytes }: CompileThreadsOptions): CompileThreads {
  const program = new URL('./compile-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(program))) return thisThread(maxDocumentBytes);
  const pool = createPool(threads);
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  function newWorker(): Worker {
    const worker = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes, maxYoungGenerationSizeMb: 32 },
    });
    worker.unref();
    all.add(worker);
    worker.once('exit', () => all.delete(worker));
    return worker;
  }

  async function compile({ bytes, ...document }: DocumentBytes, queue: ItemQueue): Promise<void> {
    const worker = idle.pop() ?? newWorker();
    const { port1: port, port2 } = new MessageChannel();
    queue.onTaken = () => port.postMessage('taken');
    const failure = await new Promise<string | undefined>(resolve => {
      const stopped = (thrown: NodeJS.ErrnoException) => {
        const tooBig = thrown.code === 'ERR_WORKER_OUT_OF_MEMORY';
        resolve(tooBig ? `compiling it takes more than ${maxHeapMegabytes} MB of memory` : thrown.message);
      };
      worker.once('error', stopped);
      port.on('message', ({ items, end }: CompileReply) => {
        queue.put(items);
        if (end === undefined) return;
        worker.off('error', stopped);
        idle.push(worker);
        resolve(end.failure);
      });
      const order: CompileOrder = { ...document, bytes, maxBytes: maxDocumentBytes, port: port2 };
      // Given away where nobody else has part of it; the thread then holds the only copy.
      const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
      worker.postMessage(order, isWhole ? [port2, bytes.buffer as ArrayBuffer] : [port2]);
    });
    port.close();
    if (failure !== undefined) {
      queue.put([{ kind: 'refused', source: { uri: document.uri, pointer: '#' }, reason: failure }]);
    }
    queue.end();
  }

  return {
    start(document) {
      const queue = itemQueue();
      void pool.run(() => compile(document, queue));
      return queue.items();
    },
    async close() {
      await Promise.all([...all].map(worker => worker.terminate()));
    },
  };
}

function thisThread(maxBytes: number): CompileThreads {
  return {
    start: ({ bytes, uri, path, keyPrefix }) => {
      const place = path === undefined ? {} : { place: { kind: 'file', path } as const };
      return itemsOrRefusal(uri, () => ({ text: decodeText(bytes), uri, ...place }), { keyPrefix, maxBytes });
    },
    close: async () => {},
  };
}

/** Batches that wait to be taken, in the order they came. */
interface ItemQueue {
  put(items: readonly ImportItem[]): void;
  end(): void;
  /** Called when a batch has been taken. */
  onTaken: () => void;
  items(): AsyncIterable<ImportItem>;
}

function itemQueue(): ItemQueue {
  const waiting: (readonly ImportItem[])[] = [];
  let ended = false;
  let wake = () => {};
  const queue: ItemQueue = {
    onTaken: () => {},
    put(items) {
      waiting.push(items);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    async *items() {
      for (;;) {
        const batch = waiting.shift();
        if (batch !== undefined) {
          yield* batch;
          queue.onTaken();
        } else if (ended) return;
        else {
          await new Promise<void>(resolve => {
            wake = resolve;
          });
        }
      }
    },
  };
  return queue;
}
