import type { DocumentMask } from './lexical-index.js';
import { documentCount, toolCount } from './lexical-segment.js';
import type { PlacedPart } from './placed-part.js';

/** The documents of the tools that are wanted; each tool is asked for once. */
export function toolMask(parts: readonly PlacedPart[], wanted: (tool: number) => boolean): DocumentMask {
  const last = parts.at(-1);
  const mask = new Uint8Array(last === undefined ? 0 : last.base + documentCount(last.segment));
  for (const { segment, base, toolBase } of parts) {
    const isWanted = Uint8Array.from({ length: toolCount(segment) }, (_, tool) => (wanted(toolBase + tool) ? 1 : 0));
    for (const [document, tool] of segment.documentTools.entries()) mask[base + document] = isWanted[tool] as number;
  }
  return mask;
}
