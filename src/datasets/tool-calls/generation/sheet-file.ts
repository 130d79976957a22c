import { existsSync } from 'node:fs';
import {
  CapuchinError,
  canonicalJson,
  isJsonObject,
  type JsonObject,
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
  /** Sheets from a number on; asked for only where some are lacking. */
  readonly generate: (from: number) => AsyncIterable<NumberedSheet> | Promise<AsyncIterable<NumberedSheet>>;
  readonly onProgress?: (examples: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Fills a file of sheets up; a file that is there is gone on with, and a last line that was torn by a kill is made again.
 *
 * @throws CapuchinError `other-sheets` for a file of other sheets, `not-sheets` for anything else.
 */
export async function fillSheetFile(wanted: SheetsWanted): Promise<SheetTally> {
  const { path, madeOf, count, known, generate, onProgress, signal } = wanted;
  const tally = sheetTally();
  let next = 0;
  const hasHeader = existsSync(path) && (await headerOf(path)) !== undefined;
  if (hasHeader) {
    for await (const sheet of readSheetFile({ path, madeOf }, signal)) {
      next = sheet.number + 1;
      tally.add(sheet);
      remember(sheet, known);
    }
  }
  if (tally.examples >= count) return tally;
  const writer = openJsonlWriter(path, { append: hasHeader });
  try {
    if (!hasHeader) writer.write({ format, version, ...madeOf });
    for await (const sheet of await generate(next)) {
      writer.write(sheet);
      tally.add(sheet);
      onProgress?.(tally.examples);
      if (tally.examples >= count) break;
    }
    writer.sync();
  } finally {
    writer.close();
  }
  return tally;
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

async function headerOf(path: string): Promise<unknown> {
  for await (const { value } of readJsonl(path, { onTornEnd: () => {} })) return value;
  return undefined;
}

function checkHeader(path: string, value: unknown, madeOf: JsonObject | undefined): void {
  const { format: found, version: written, ...rest } = isJsonObject(value) ? value : {};
  if (found !== format) throw new CapuchinError('not-sheets', `${path} holds no sheets of tool calls`);
  if (written !== version)
    throw new CapuchinError(
      'not-sheets',
      `${path} has version ${String(written)} of the format; ${version} is read here`,
    );
  if (madeOf === undefined) return;
  const differing = [...new Set([...Object.keys(madeOf), ...Object.keys(rest)])].filter(
    key => canonicalJson(madeOf[key]) !== canonicalJson((rest as JsonObject)[key]),
  );
  if (differing.length > 0) {
    const what = differing.sort().join(', ');
    throw new CapuchinError('other-sheets', `${path} was made with another ${what}; name another folder with --out`);
  }
}
