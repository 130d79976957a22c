import { UsageError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { ConfigFile } from './config-file.js';
import { readSetting, type Setting, type SettingTable, type SettingValue, type ValueOf } from './setting.js';

export type Origin = 'flag' | 'environment' | 'project file' | 'user file' | 'default';

/** A setting's value and where it comes from. */
export interface Resolved<Value> {
  readonly value: Value;
  readonly origin: Origin;
  /** The flag, variable or file; empty for a default. */
  readonly where: string;
}

export type ResolvedConfig<Table extends SettingTable> = {
  readonly [Name in keyof Table]: Resolved<ValueOf<Table[Name]>>;
};

export interface ConfigSources {
  /** By setting name. `undefined` is a flag that was not given. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly projectFile?: ConfigFile | undefined;
  readonly userFile?: ConfigFile | undefined;
}

/**
 * The value of every setting: from its flag, else its environment variable (an empty one counts as unset), else the
 * project's file, else the user's file, else its default. Only a value that is used is checked.
 *
 * @throws UsageError for a value of the wrong type, and for a name in a file or among the flags that is no setting.
 */
export function resolveConfig<const Table extends SettingTable>(
  table: Table,
  sources: ConfigSources,
): ResolvedConfig<Table> {
  const { flags = {}, env = {}, projectFile, userFile } = sources;
  refuseUnknown(table, flags, 'flags');
  for (const file of [projectFile, userFile]) if (file !== undefined) refuseUnknown(table, file.values, file.path);

  const resolved = Object.entries(table).map(([name, setting]) => {
    const variable = setting.environment;
    const candidates: readonly Candidate[] = [
      { origin: 'flag', where: flagOf(name), raw: own(flags, name) },
      {
        origin: 'environment',
        where: variable ?? '',
        raw: variable === undefined ? undefined : env[variable] || undefined,
      },
      { origin: 'project file', where: projectFile?.path ?? '', raw: own(projectFile?.values, name) },
      { origin: 'user file', where: userFile?.path ?? '', raw: own(userFile?.values, name) },
    ];
    return [name, firstOf(candidates, name, setting)] as const;
  });
  return Object.fromEntries(resolved) as ResolvedConfig<Table>;
}

/** A resolved value as people may see it. */
export function shownValue(setting: Setting, { value }: Resolved<SettingValue | undefined>): string {
  if (value === undefined) return '(not set)';
  if (setting.secret === true) return '(set, not shown)';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

interface Candidate {
  readonly origin: Origin;
  readonly where: string;
  readonly raw: unknown;
}

function firstOf(candidates: readonly Candidate[], name: string, setting: Setting): Resolved<SettingValue | undefined> {
  const given = candidates.find(({ raw }) => raw !== undefined);
  if (given === undefined) return { value: setting.default, origin: 'default', where: '' };
  const { origin, where, raw } = given;
  const place = origin === 'flag' || origin === 'environment' ? where : `${name} in ${where}`;
  return { value: readSetting(setting, raw, place), origin, where };
}

function refuseUnknown(table: SettingTable, values: Readonly<Record<string, unknown>>, where: string): void {
  const known = Object.keys(table);
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(table, name)) continue;
    throw new UsageError(`${where}: no setting is named "${name}"${didYouMean(name, known)}`);
  }
}

/** `maxTokens` → `--max-tokens`. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

function own(values: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}
