/**
 * An id as a field of a TREC file, whose fields are told apart by white space: white space, control characters and `%`
 * are percent-encoded (UTF-8). Other ids are written as they are; an empty one cannot be.
 */
export function trecToken(id: string): string {
  if (id === '') throw new RangeError('an empty id cannot be written to a TREC file');
  return id.replace(/[\s\p{Cc}%]/gu, encodeURIComponent);
}

/** The id of a field. What is not an encoding of ours, such as a single `%`, stays as it is. */
export function fromTrecToken(token: string): string {
  return token.replace(/(?:%[0-9A-F]{2})+/gi, encoded => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded; // Not UTF-8, so written by somebody else.
    }
  });
}
