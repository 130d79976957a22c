import type { DocumentMask, LexicalIndex } from './lexical-index.js';

/** Whether an id is that of a document the mask lets through; without a mask every id passes. */
export function passesMask(index: LexicalIndex, mask: DocumentMask | undefined): (id: string) => boolean {
  return id => mask === undefined || mask[index.documentOf(id) ?? mask.length] === 1;
}
