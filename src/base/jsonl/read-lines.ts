export interface Line {
  /** Counted from 1. */
  readonly line: number;
  /** Without its line end. */
  readonly bytes: Buffer | 'too-long';
  /** False for a last line without a line end. */
  readonly ended: boolean;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** The lines of a stream as bytes, since a chunk may end inside a character. A leading byte order mark is dropped. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  maxLineBytes: number,
): AsyncGenerator<Line, void, undefined> {
  let line = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;

  function hold(piece: Buffer): void {
    heldBytes += piece.length;
    if (heldBytes > maxLineBytes) held = [];
    else if (piece.length > 0) held.push(piece);
  }

  function takeLine(ended: boolean): Line {
    const bytes = heldBytes > maxLineBytes ? 'too-long' : withoutFrame(joined(held), line === 1);
    held = [];
    heldBytes = 0;
    return { line: line++, bytes, ended };
  }

  for await (const chunk of asBuffers(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      hold(chunk.subarray(start, end));
      start = end + 1;
      yield takeLine(true);
    }
    hold(chunk.subarray(start));
  }
  if (heldBytes > 0) yield takeLine(false);
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [only] = pieces;
  return only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces);
}

function withoutFrame(bytes: Buffer, first: boolean): Buffer {
  const start = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, Math.max(start, end));
}

async function* asBuffers(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
): AsyncGenerator<Buffer, void, undefined> {
  let half = ''; // the first half of a surrogate pair that a text chunk ended with
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string') {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      continue;
    }
    const text = half + chunk;
    half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
    yield Buffer.from(half === '' ? text : text.slice(0, -1));
  }
  if (half !== '') yield Buffer.from(half);
}
