/** A truth value of a document, which some write as a text; `otherwise` for anything else. */
export function isYes(value: unknown, otherwise = false): boolean {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : otherwise;
}
