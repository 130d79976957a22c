import { existsSync } from 'node:fs';
import {
  CapuchinError,
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  openJsonlWriter,
  readJsonl,
} from '../../../base/index.js';
import { type SheetTally, sheetTally } from '../card/sheet-tally.js';
import type { KnownRequests } from '../duplicates/known-requests.js';
import type { NumberedSheet } from './generate-tool-calls.js';

const format = 'capuchin/tool-call-sheets';
const version = 1;

export interface SheetFile {
  readonly path: string;
  /** What the sheets depend on: a file that was made of something else is refused. */
  readonly madeOf: JsonObject;
}

export interface SheetsWanted extends SheetFile {
  /** Examples the file shall have at least; whole sheets are written. */
  readonly count: number;
  /** Learns the requests that are there already. */
  readonly known: KnownRequests;
  /** Asked for only where sheets are lacking. */
  readonly open: () => Promise<SheetSource>;
  readonly onProgress?: (examples: number) => void;
  readonly signal?: AbortSignal;
}

export interface SheetSource {
  /** Facts to be kept with a new file. */
  readonly about: JsonObject;
  /** Sheets from a number on. */
  generate(from: number): AsyncIterable<NumberedSheet>;
}

export interface FilledFile {
  readonly tally: SheetTally;
  readonly about: JsonObject;
}

/**
 * Fills a file of sheets up; a file that is there is gone on with, and a last line that was torn by a kill is made again.
 *
 * @throws CapuchinError `other-sheets` for a file of other sheets, `not-sheets` for anything else.
 */
export async function fillSheetFile(wanted: SheetsWanted): Promise<FilledFile> {
  const { path, madeOf, count, known, open, onProgress, signal } = wanted;
  const tally = sheetTally();
  let next = 0;
  const header = existsSync(path) ? await headerOf(path) : undefined;
  if (header !== undefined) {
    for await (const sheet of readSheetFile({ path, madeOf }, signal)) {
      next = sheet.number + 1;
      tally.add(sheet);
      remember(sheet, known);
    }
  }
  const kept = isJsonObject(header) && isJsonObject(header['about']) ? header['about'] : {};
  const isFull = tally.examples >= count;
  if (isFull && header !== undefined) return { tally, about: kept };
  const source = isFull ? undefined : await open();
  const about = header === undefined ? (source?.about ?? {}) : kept;
  const writer = openJsonlWriter(path, { append: header !== undefined });
  try {
    if (header === undefined) writer.write({ format, version, madeOf, about });
    for await (const sheet of source?.generate(next) ?? []) {
      writer.write(sheet);
      tally.add(sheet);
      onProgress?.(tally.examples);
      if (tally.examples >= count) break;
    }
    writer.sync();
  } finally {
    writer.close();
  }
  return { tally, about };
}

/** The sheets of a file in their order. @throws CapuchinError as `fillSheetFile` */
export async function* readSheetFile(
  { path, madeOf }: { readonly path: string; readonly madeOf?: JsonObject },
  signal?: AbortSignal,
): AsyncGenerator<NumberedSheet, void, void> {
  let isFirst = true;
  for await (const { line, value } of readJsonl(path, {
    ...(signal === undefined ? {} : { signal }),
    onTornEnd: () => {},
  })) {
    if (isFirst) {
      isFirst = false;
      checkHeader(path, value, madeOf);
      continue;
    }
    if (!isJsonObject(value) || !Array.isArray(value['functions']) || !Array.isArray(value['examples']))
      throw new CapuchinError('not-sheets', `${path}:${line} is no sheet`);
    yield value as unknown as NumberedSheet;
  }
}

export function remember({ examples }: Pick<NumberedSheet, 'examples'>, known: KnownRequests): void {
  for (const { turns, called } of examples) if (turns[0]?.role === 'request') known.add(turns[0].text, called);
}

async function headerOf(path: string): Promise<JsonValue | undefined> {
  for await (const { value } of readJsonl(path, { onTornEnd: () => {} })) return value;
  return undefined;
}

function checkHeader(path: string, value: JsonValue, madeOf: JsonObject | undefined): void {
  const header = isJsonObject(value) ? value : {};
  if (header['format'] !== format) throw new CapuchinError('not-sheets', `${path} holds no sheets of tool calls`);
  if (header['version'] !== version) {
    const found = String(header['version']);
    throw new CapuchinError('not-sheets', `${path} has version ${found} of the format; ${version} is read here`);
  }
  const made = isJsonObject(header['madeOf']) ? header['madeOf'] : {};
  const differing = Object.keys({ ...made, ...madeOf }).filter(
    key => madeOf !== undefined && canonicalJson(madeOf[key]) !== canonicalJson(made[key]),
  );
  if (differing.length > 0) {
    const what = differing.sort().join(', ');
    throw new CapuchinError('other-sheets', `${path} was made with another ${what}; name another folder with --out`);
  }
}
