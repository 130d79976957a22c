import { createHash } from 'node:crypto';

export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly filename?: string;
  readonly contentType?: string;
}

/** A `multipart/form-data` body. The boundary comes from the content, so that equal bodies are equal bytes. */
export function multipart(parts: readonly Part[]): { readonly contentType: string; readonly bytes: Uint8Array } {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.name).update(part.content);
  const boundary = `capuchin-${hash.digest('hex').slice(0, 40)}`;
  const chunks = parts.flatMap(part => [
    Buffer.from(`--${boundary}\r\n${partHeaders(part)}\r\n\r\n`),
    Buffer.from(part.content as string),
    Buffer.from('\r\n'),
  ]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function partHeaders({ name, filename, contentType }: Part): string {
  const file = filename === undefined ? '' : `; filename="${quoted(filename)}"`;
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
  return `Content-Disposition: form-data; name="${quoted(name)}"${file}${type}`;
}

/** As browsers do it (WHATWG HTML, "multipart form data"): no quote or line break can end the header. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
