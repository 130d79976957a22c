/** Where a fact stands in what is known of an API. */
export interface FactOrigin {
  /** The field, as a path: `performance.accuracy.Top-1 error`, `security`, `description`. */
  readonly field: string;
  /** What it says there, unchanged but for its length. */
  readonly text: string;
}

/** A value that a document states. What it does not state is absent, never guessed. */
export interface Stated<T> {
  readonly value: T;
  readonly origin: FactOrigin;
}

const longestField = 120;
const longestText = 160;

export function stated<T>(value: T, field: string, text: string): Stated<T> {
  return { value, origin: { field: cut(field, longestField), text: cut(text, longestText) } };
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
