/** Documents in stretches, in their order. */
export interface ToolRuns {
  /** Where each stretch begins, and in the end how many documents there are. */
  readonly starts: Uint32Array;
  /** Whether the documents of a stretch are of one tool, the tool of its first. */
  readonly areOfOneTool: boolean;
}

/** A stretch for each tool where tools' documents stand together, as their ids mostly let them; one for all where not. */
export function toolRuns(documentTools: Uint32Array): ToolRuns {
  const starts: number[] = [];
  for (let document = 0; document < documentTools.length; document++) {
    if (document === 0 || documentTools[document] !== documentTools[document - 1]) starts.push(document);
  }
  const areOfOneTool = starts.length * worthOfStretch <= documentTools.length;
  return { starts: Uint32Array.from([...(areOfOneTool ? starts : [0]), documentTools.length]), areOfOneTool };
}

/** How many documents are passed over in the time that beginning with a stretch takes. */
const worthOfStretch = 8;
