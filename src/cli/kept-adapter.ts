import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CapuchinError, type Folders, isJsonObject, type JsonObject, type JsonValue } from '../base/index.js';
import { localModels } from '../models/index.js';
import { type Io, note } from './io.js';
import type { Settings } from './settings.js';
import { writeWhole } from './write-whole.js';

type Places = Pick<Folders, 'data'>;

/** Folder where `capuchin train tool-model` keeps an adapter that gained something, with a card that says what. */
export function keptAdapter({ data }: Places): string {
  return join(data, 'adapters', 'tool-model');
}

/**
 * The adapter for the embedded model that the settings choose; `undefined` where it is the one that comes with the package,
 * if any. A kept one that was trained for another base is said and passed over; a file that is named must be there.
 */
export async function adapterInUse(
  io: Io,
  { settings, folders }: { readonly settings: Pick<Settings, 'adapter'>; readonly folders: Places },
): Promise<string | undefined> {
  const { adapter } = settings;
  if (adapter === 'packaged') return undefined;
  if (adapter !== 'kept') {
    const path = resolve(io.cwd, adapter);
    if (!existsSync(path)) throw new CapuchinError('not-found', `there is no adapter ${path}`);
    return path;
  }
  const folder = keptAdapter(folders);
  const path = join(folder, 'adapter.gguf');
  if (!existsSync(path)) return undefined;
  if ((await readCard(folder))?.['base'] === embeddedBase()) return path;
  note(io, `capuchin: ${path} was trained for another model than the one in use; it is passed over`);
  return undefined;
}

/** Puts the adapter where the embedded model finds it, in place of what was kept before; gives its path. */
export async function keepAdapter(places: Places, path: string, card: JsonObject): Promise<string> {
  const folder = keptAdapter(places);
  await writeWhole(folder, async unfinished => {
    await mkdir(unfinished);
    await copyFile(path, join(unfinished, 'adapter.gguf'));
    const whole = { format: 'capuchin-adapter', version: 1, base: embeddedBase(), ...card };
    await writeFile(join(unfinished, 'card.json'), `${JSON.stringify(whole, null, 1)}\n`);
  });
  return join(folder, 'adapter.gguf');
}

function embeddedBase(): string {
  const [model] = localModels();
  return model?.file.sha256 ?? '';
}

async function readCard(folder: string): Promise<JsonObject | undefined> {
  const path = join(folder, 'card.json');
  if (!existsSync(path)) return undefined;
  const card = JSON.parse(await readFile(path, 'utf8')) as JsonValue;
  return isJsonObject(card) ? card : undefined;
}
