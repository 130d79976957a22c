import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  openJsonlWriter,
  readJsonl,
  UsageError,
} from '../../base/index.js';
import type { ModelAnswer } from '../tool-calls/ask-for-calls.js';
import type { BfclCategory } from './categories.js';

/** Answers of a run that are kept in files, so that it can go on where it was stopped. */
export interface ResultFiles {
  /** What was answered before, failures left out: those are asked again. */
  read(category: BfclCategory): Promise<ReadonlyMap<string, ModelAnswer>>;
  write(category: BfclCategory, id: string, answer: ModelAnswer): void;
  /** Puts the rows of a category in the order of its tests. */
  finish(category: BfclCategory, ids: readonly string[]): Promise<void>;
  close(): void;
}

export interface ResultFilesOptions {
  readonly folder: string;
  /** What the model is called in the names of folders. */
  readonly model: string;
  /** Whatever answers depend on besides model and test. Results of other settings are not gone on with. */
  readonly settings: JsonObject;
}

/**
 * Result files as the leaderboard's own checker reads them: `<model>/<group>/BFCL_v4_<category>_result.json`, a row a
 * test, calls as `{ name: JSON text }` with dots of names written `_`, as services that take no dots are asked. A member
 * `answer`, which that checker skips, has the answer as it was.
 *
 * @throws UsageError where the folder has results of other settings.
 */
export function resultFiles({ folder, model, settings }: ResultFilesOptions): ResultFiles {
  const home = join(folder, model.replace(/[^\w.-]+/g, '_'));
  claim(home, settings);
  const writers = new Map<string, ReturnType<typeof openJsonlWriter>>();
  const pathOf = ({ name, group }: BfclCategory) => join(home, group, `BFCL_v4_${name}_result.json`);
  const close = () => {
    for (const writer of writers.values()) writer.close();
    writers.clear();
  };
  return {
    async read(category) {
      const kept = (await readRows(pathOf(category))).flatMap(row => {
        const answer = answerOf(row['answer']);
        return answer === undefined ? [] : [[String(row['id']), answer] as const];
      });
      return new Map(kept);
    },
    write(category, id, answer) {
      const path = pathOf(category);
      const writer = writers.get(path) ?? openJsonlWriter(path, { append: true });
      writers.set(path, writer);
      writer.write(rowOf(id, answer));
    },
    async finish(category, ids) {
      close();
      const path = pathOf(category);
      const rows = new Map((await readRows(path)).map(row => [String(row['id']), row])); // the last of an id counts
      const order = new Map(ids.map((id, place) => [id, place]));
      const placeOf = (id: string) => order.get(id) ?? ids.length;
      const sorted = [...rows].sort(([a], [b]) => placeOf(a) - placeOf(b)).map(([, row]) => `${JSON.stringify(row)}\n`);
      if (sorted.length === 0) return;
      writeFileSync(`${path}.new`, sorted.join(''));
      renameSync(`${path}.new`, path);
    },
    close,
  };
}

function claim(home: string, settings: JsonObject): void {
  const path = join(home, 'settings.json');
  const ours = canonicalJson(settings);
  if (existsSync(path)) {
    if (readFileSync(path, 'utf8').trim() === ours) return;
    throw new UsageError(`${home} has results of other settings; name another folder, or those of settings.json`);
  }
  mkdirSync(home, { recursive: true });
  writeFileSync(path, `${ours}\n`);
}

async function readRows(path: string): Promise<readonly JsonObject[]> {
  if (!existsSync(path)) return [];
  const rows: JsonObject[] = [];
  // A run that was killed may have left half a row behind.
  for await (const { value } of readJsonl(path, { onTornEnd: () => {} })) if (isJsonObject(value)) rows.push(value);
  return rows;
}

function rowOf(id: string, answer: ModelAnswer): JsonObject {
  const { calls, text, inputTokens, outputTokens, elapsedMs, failure } = answer;
  const made = calls.map(call => ({ [call.name.replaceAll('.', '_')]: call.arguments }));
  const result = failure === undefined ? (made.length > 0 ? made : text) : `Error during inference: ${failure}`;
  const row = {
    id,
    result,
    input_token_count: inputTokens,
    output_token_count: outputTokens,
    latency: elapsedMs / 1000,
  };
  return failure === undefined ? { ...row, answer: { calls, text, elapsedMs } } : row;
}

function answerOf(kept: JsonValue | undefined): ModelAnswer | undefined {
  if (!isJsonObject(kept)) return undefined;
  const { calls, text, elapsedMs } = kept;
  if (!Array.isArray(calls) || typeof text !== 'string' || typeof elapsedMs !== 'number') return undefined;
  return {
    calls: calls
      .filter(isJsonObject)
      .map(call => ({ name: String(call['name']), arguments: String(call['arguments']) })),
    text,
    inputTokens: 0,
    outputTokens: 0,
    elapsedMs,
  };
}
