/** A media type without its parameters, in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

export function isJsonType(mediaType: string): boolean {
  return /^[^/]+\/(?:[^/]+\+)?json$/.test(essence(mediaType));
}

export function isXmlType(mediaType: string): boolean {
  return /^[^/]+\/(?:[^/]+\+)?xml$/.test(essence(mediaType));
}

/** The media type that is easiest to write a body in, of those offered; the first one among equals. */
export function preferredBodyType(offered: readonly string[]): string | undefined {
  return offered.toSorted((a, b) => bodyRank(a) - bodyRank(b))[0];
}

function bodyRank(mediaType: string): number {
  const type = essence(mediaType);
  if (type === 'application/json') return 0;
  if (isJsonType(type)) return 1;
  if (type === '*/*' || type === 'application/*') return 2;
  if (type === 'application/x-www-form-urlencoded') return 3;
  if (type === 'multipart/form-data') return 4;
  if (isXmlType(type)) return 5;
  if (type.startsWith('text/')) return 6;
  return 7;
}

/** The media type of a reply that is easiest to read, of those offered. */
export function preferredReplyType(offered: readonly string[]): string | undefined {
  return offered.find(isJsonType) ?? offered.find(type => essence(type) === '*/*') ?? offered[0];
}
