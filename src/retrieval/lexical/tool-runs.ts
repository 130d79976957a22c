/** Where documents of another tool than the one before begin, ascending, and how many documents there are. */
export function toolRuns(documentTools: Uint32Array): Uint32Array {
  const starts: number[] = [];
  for (let document = 0; document < documentTools.length; document++) {
    if (document === 0 || documentTools[document] !== documentTools[document - 1]) starts.push(document);
  }
  return Uint32Array.from([...starts, documentTools.length]);
}
