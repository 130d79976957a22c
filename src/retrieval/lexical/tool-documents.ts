import { hasBit } from './bitset.js';
import { toolCount } from './lexical-segment.js';
import type { PlacedPart } from './placed-part.js';

export interface ToolDocuments {
  /** The living documents of a tool, in id order. */
  of(tool: number): Uint32Array;
  /** How many each tool has. */
  sizes(): Uint32Array;
}

/** Which documents each tool has: a counting sort over all of them, when first asked. */
export function toolDocuments(parts: readonly PlacedPart[]): ToolDocuments {
  let made: { readonly starts: Uint32Array; readonly sizes: Uint32Array; readonly documents: Uint32Array } | undefined;
  const sorted = () => (made ??= sortByTool(parts));
  return {
    of(tool) {
      const { starts, documents } = sorted();
      return documents.slice(starts[tool], starts[tool + 1]);
    },
    sizes: () => sorted().sizes,
  };
}

function sortByTool(parts: readonly PlacedPart[]) {
  const last = parts.at(-1);
  const sizes = new Uint32Array(last === undefined ? 0 : last.toolBase + toolCount(last.segment));
  eachLiving(parts, tool => {
    (sizes[tool] as number) += 1;
  });
  const starts = new Uint32Array(sizes.length + 1);
  for (let tool = 0; tool < sizes.length; tool++) starts[tool + 1] = (starts[tool] as number) + (sizes[tool] as number);
  const next = starts.slice();
  const documents = new Uint32Array(starts[sizes.length] as number);
  eachLiving(parts, (tool, document) => {
    documents[next[tool] as number] = document;
    (next[tool] as number) += 1;
  });
  return { starts, sizes, documents };
}

function eachLiving(parts: readonly PlacedPart[], take: (tool: number, document: number) => void): void {
  for (const { segment, base, toolBase, dead } of parts) {
    for (const [document, tool] of segment.documentTools.entries()) {
      if (dead === undefined || !hasBit(dead.documents, document)) take(toolBase + tool, base + document);
    }
  }
}
