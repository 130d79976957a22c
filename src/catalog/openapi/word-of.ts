/**
 * A text, number or truth value as a text; '' for everything else. Objects in documents may have a `toString` of their
 * own that is no function, so that `String` would throw.
 */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
