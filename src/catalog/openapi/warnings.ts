import type { SourcePointer } from '../api.js';
import type { ImportItem } from '../importer.js';

/** What is odd about a document, said once for each kind of oddity with its count and first place. */
export interface Warnings {
  add(message: string, pointer: string): void;
  items(uri: string): Extract<ImportItem, { kind: 'warning' }>[];
}

const maxKinds = 1_000;

export function warnings(): Warnings {
  const seen = new Map<string, { count: number; readonly pointer: string }>();
  return {
    add(message, pointer) {
      const known = seen.get(message);
      if (known !== undefined) known.count += 1;
      else if (seen.size < maxKinds) seen.set(message, { count: 1, pointer });
    },
    items: uri =>
      [...seen].map(([message, { count, pointer }]) => {
        const source: SourcePointer = { uri, pointer };
        return { kind: 'warning', source, message: count === 1 ? message : `${message} (${count} times)` };
      }),
  };
}
