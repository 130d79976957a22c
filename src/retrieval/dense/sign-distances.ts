/** What TypeScript's library for servers does not say of WebAssembly. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

type AddDistances = (columns: number, columnBytes: number, wordBytes: number, query: number, distances: number) => void;

/** A vector register counts bits in bytes, which more words of 32 bits might overflow. */
const wordsAtOnce = 28;
const pageBytes = 65_536;
/** Documents are taken four at a time, the last ones with what lies behind them. */
const documentsAtOnce = 4;

/**
 * Counts how many signs of documents differ from a query's, with instructions that count bits in sixteen bytes at once:
 * JavaScript has none, and takes eight times as long. Holds a copy of the signs where those instructions reach them.
 */
export class SignDistances {
  readonly #add: AddDistances;
  readonly #query: Uint32Array;
  readonly #distances: Int32Array;
  readonly #documents: number;
  readonly #words: number;

  /** `signs`: [words × documents], row-major; see `VectorSet.signs`. There is at least one document. */
  constructor(signs: Uint32Array, documents: number) {
    const room = Math.ceil(documents / documentsAtOnce) * documentsAtOnce;
    this.#documents = documents;
    this.#words = signs.length / documents;
    const queryStart = (signs.length + documentsAtOnce) * 4;
    const distancesStart = queryStart + this.#words * 4;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((distancesStart + room * 4) / pageBytes) });
    new Uint32Array(memory.buffer, 0, signs.length).set(signs);
    this.#query = new Uint32Array(memory.buffer, queryStart, this.#words);
    this.#distances = new Int32Array(memory.buffer, distancesStart, room);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(addDistancesModule()), { '': { '': memory } });
    this.#add = exports[''] as AddDistances;
  }

  /** By document; a view that holds until the next call. */
  from(query: Uint32Array): Int32Array {
    this.#query.set(query);
    this.#distances.fill(0);
    const columnBytes = this.#documents * 4;
    for (let word = 0; word < this.#words; word += wordsAtOnce) {
      const wordBytes = Math.min(wordsAtOnce, this.#words - word) * 4;
      const queryAt = this.#query.byteOffset + word * 4;
      this.#add(word * columnBytes, columnBytes, wordBytes, queryAt, this.#distances.byteOffset);
    }
    return this.#distances.subarray(0, this.#documents);
  }
}

/**
 * A WebAssembly module of one function, instruction by instruction (WebAssembly Core Specification 2.0, chapter 5):
 *
 *     for four documents at a time:  distances += Σ over words:  bits in (column of the word xor the query's word)
 */
function addDistancesModule(): Uint8Array {
  // Parameters, in the order of `AddDistances`, then what the function keeps for itself.
  const [columns, columnBytes, wordBytes, query, distances, document, word, column, counts] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const constant = (value: number) => [0x41, value]; // below 64
  const add = [0x6a];
  const isLess = [0x49]; // unsigned
  const vector = (...code: readonly number[]) => [0xfd, ...code];
  const unaligned = [0, 0];
  const loadVector = vector(0x00, ...unaligned);
  /** Goes through the loop again while `condition` holds. */
  const loop = (body: readonly number[], condition: readonly number[]) => [
    ...[0x03, 0x40, ...body, ...condition],
    ...[0x0d, 0x00, 0x0b],
  ];
  const increase = (local: number, by: readonly number[]) => [...get(local), ...by, ...add, ...set(local)];

  const countWord = [
    ...get(counts),
    ...[...get(column), ...loadVector],
    ...[...get(query), ...get(word), ...add, ...vector(0x09, ...unaligned)], // the query's word, four times
    ...vector(0x51), // xor
    ...vector(0x62), // bits set in each byte
    ...[...vector(0x6e), ...set(counts)], // add bytes
    ...increase(column, get(columnBytes)),
    ...increase(word, constant(4)),
  ];
  const countDocuments = [
    ...[...vector(0x0c, ...new Array<number>(16).fill(0)), ...set(counts)],
    ...[...constant(0), ...set(word)],
    ...[...get(columns), ...get(document), ...add, ...set(column)],
    ...loop(countWord, [...get(word), ...get(wordBytes), ...isLess]),
    ...[...get(distances), ...get(document), ...add], // where to store
    ...[...get(distances), ...get(document), ...add, ...loadVector],
    ...[...get(counts), ...vector(0x7d), ...vector(0x7f)], // bytes to sums of two, those to sums of four
    ...vector(0xae, 0x01), // add numbers of 32 bits
    ...vector(0x0b, ...unaligned), // store
    ...increase(document, constant(16)),
  ];
  const [i32, v128] = [0x7f, 0x7b];
  const locals = [2, ...[3, i32], ...[1, v128]];
  const code = [...locals, ...loop(countDocuments, [...get(document), ...get(columnBytes), ...isLess]), 0x0b];
  const body = [...sized(code.length), ...code];
  const section = (id: number, content: readonly number[]) => [id, ...sized(content.length), ...content];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...section(1, [1, 0x60, 5, i32, i32, i32, i32, i32, 0]), // one type: five numbers to nothing
    ...section(2, [1, 0, 0, 0x02, 0, 1]), // imports the memory, which has at least one page
    ...section(3, [1, 0]), // one function, of that type
    ...section(7, [1, 0, 0, 0]), // exports it
    ...section(10, [1, ...body]),
  ]);
}

/** A length as LEB128; below 16,384. */
function sized(length: number): readonly number[] {
  return length < 128 ? [length] : [(length & 127) | 128, length >> 7];
}
