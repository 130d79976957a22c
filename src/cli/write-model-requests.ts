import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  CapuchinError,
  createProgress,
  fingerprint,
  isJsonObject,
  openJsonlWriter,
  readJsonl,
  seededRandom,
  systemClock,
} from '../base/index.js';
import type { Collection } from '../catalog/index.js';
import { type Ask, apiGroups, requestWriter, type WrittenRequest } from '../datasets/index.js';
import { type Io, note } from './io.js';
import { openModel } from './open-model.js';
import type { Workbench } from './workbench.js';

export interface ModelRequestsWanted {
  readonly out: string;
  readonly seed: number;
  readonly model?: string;
  readonly modelApis?: number;
}

/** A line of `requests.model.jsonl`: what a model wrote for one API, and how much of it was refused. */
interface Row {
  readonly api: string;
  readonly requests: readonly WrittenRequest[];
  readonly refused: Readonly<Record<string, number>>;
}

const defaultApis = 100;

/**
 * Has a model write requests for APIs of these collections, the same ones for the same seed, and keeps them in
 * `requests.model.jsonl`: what is there is not asked for again.
 */
export async function writeModelRequests(
  io: Io,
  bench: Workbench,
  { out, seed, model: name, modelApis = defaultApis }: ModelRequestsWanted,
  collections: readonly Collection[],
): Promise<ReadonlyMap<string, readonly Ask[]>> {
  const path = join(resolve(io.cwd, out), 'requests.model.jsonl');
  const model = await openModel(io, bench, name);
  const requests = requestWriter(model);
  const made = fingerprint([name, seed, requests.fingerprint, collections.map(each => each.fingerprint)]);
  const rows = await rowsOf(path, made);
  const store = await bench.store();
  const chosen = chosenApis(
    collections.flatMap(each => [...store.outlines(each.name)]),
    seed,
    modelApis,
  ).filter(id => !rows.has(id));
  const progress = createProgress(io.stderr, { clock: systemClock });
  const task = progress.start({ label: `requests written by ${name}`, unit: 'APIs', total: modelApis });
  const isNew = rows.size === 0;
  const writer = openJsonlWriter(path, { append: !isNew });
  try {
    if (isNew) writer.write({ format: 'capuchin/model-requests', version: 1, made });
    for (const api of store.get(chosen)) {
      const written = await requests.write(api, seededRandom(`${seed}/${api.id}`), io.signal);
      const row: Row = { api: api.id, ...written };
      writer.write(row);
      rows.set(api.id, row);
      task.update(rows.size);
    }
    task.end();
  } catch (thrown) {
    task.fail();
    throw thrown;
  } finally {
    writer.close();
  }
  const taken = [...rows.values()].reduce((sum, row) => sum + row.requests.length, 0);
  note(io, `capuchin: ${taken} requests of ${name} for ${rows.size} APIs; refused: ${refusals([...rows.values()])}`);
  return new Map(
    [...rows.values()].map(row => [
      row.api,
      row.requests.map(({ request, arguments: args }) => ({ text: request, arguments: args, missing: [] })),
    ]),
  );
}

function chosenApis(places: Parameters<typeof apiGroups>[0], seed: number, count: number): string[] {
  const groups = apiGroups(places);
  const random = seededRandom(`model-requests/${seed}`);
  const chosen = new Set<string>();
  for (let tries = 0; chosen.size < Math.min(count, places.length) && tries < 20 * count; tries++)
    chosen.add(groups.one(random));
  return [...chosen];
}

async function rowsOf(path: string, made: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  if (!existsSync(path)) return rows;
  for await (const { line, value } of readJsonl(path, { onTornEnd: () => {} })) {
    if (!isJsonObject(value)) throw new CapuchinError('other-requests', `${path}:${line} is no row of requests`);
    if (line > 1) rows.set(String(value['api']), value as unknown as Row);
    else if (value['made'] !== made) {
      const what = 'another model, prompt or seed, or of other collections';
      throw new CapuchinError('other-requests', `${path} was made with ${what}; name another folder with --out`);
    }
  }
  return rows;
}

function refusals(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { refused } of rows)
    for (const [reason, count] of Object.entries(refused)) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ') || 'none';
}
