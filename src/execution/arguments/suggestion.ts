/** The end of a sentence about an unknown name: the nearest known one, or, when none is near, the first twelve. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `; did you mean ${JSON.stringify(near)}?`;
  if (known.length === 0) return '; there are none';
  return `; known: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`;
}

function nearest(name: string, known: readonly string[]): string | undefined {
  return known.find(k => k.toLowerCase().startsWith(name.toLowerCase().slice(0, 2)));
}
