import { didYouMean } from '../../base/index.js';

/** The end of a sentence about an unknown name: the nearest known one, or, when none is near, the first twelve. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known);
  if (near !== '') return near;
  if (known.length === 0) return '; there are none';
  return `; known: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`;
}
