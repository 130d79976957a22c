import { UsageError } from '../errors.js';

export type SettingValue = string | number | boolean | readonly string[];

interface SettingOf<Type extends string, Value extends SettingValue> {
  readonly type: Type;
  readonly description: string;
  /** The environment variable that sets it. */
  readonly environment?: string;
  readonly default?: Value;
  /** Never shown. */
  readonly secret?: boolean;
  /** What is wrong with a value, as the end of a sentence that begins with where it comes from. */
  readonly check?: (value: Value) => string | undefined;
}

export type Setting =
  | SettingOf<'text', string>
  | SettingOf<'number', number>
  | SettingOf<'boolean', boolean>
  /** Texts; in the environment with commas in between. */
  | SettingOf<'list', readonly string[]>;

/** Settings by the name they have in configuration files. */
export type SettingTable = Readonly<Record<string, Setting>>;

interface ValueOfType {
  text: string;
  number: number;
  boolean: boolean;
  list: readonly string[];
}

/** The type of a setting's value; without a default it may be missing. */
export type ValueOf<S extends Setting> = S extends { readonly default: SettingValue }
  ? ValueOfType[S['type']]
  : ValueOfType[S['type']] | undefined;

/** What a configuration file for a table of settings may hold. */
export type ConfigValues<Table extends SettingTable> = {
  readonly [Name in keyof Table]?: ValueOfType[Table[Name]['type']];
};

/** Keeps the exact types of a table of settings. */
export function defineSettings<const Table extends SettingTable>(table: Table): Table {
  return table;
}

/** For `capuchin.config.ts`: the same object, checked by the editor. */
export function defineConfig<const Config extends Readonly<Record<string, SettingValue>>>(config: Config): Config {
  return config;
}

const expectations = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list of texts',
} as const satisfies Record<Setting['type'], string>;

/**
 * A setting's value out of what a file, flag or variable holds.
 *
 * @throws UsageError naming `where` and what is expected there.
 */
export function readSetting(setting: Setting, raw: unknown, where: string): SettingValue {
  const value = typeof raw === 'string' ? fromText(setting.type, raw) : raw;
  if (!hasType(setting.type, value)) {
    const given = setting.secret === true ? '' : `, not ${JSON.stringify(raw) ?? typeof raw}`;
    throw new UsageError(`${where} must be ${expectations[setting.type]}${given}`);
  }
  // The type was just compared with the setting's own.
  const problem = (setting.check as ((value: SettingValue) => string | undefined) | undefined)?.(value);
  if (problem !== undefined) throw new UsageError(`${where} ${problem}`);
  return value;
}

function fromText(type: Setting['type'], text: string): unknown {
  if (type === 'text') return text;
  if (type === 'number') return text.trim() === '' ? text : Number(text);
  if (type === 'list') return text.split(',').flatMap(part => part.trim() || []);
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === '1' || word === 'yes' || word === 'on') return true;
  return word === 'false' || word === '0' || word === 'no' || word === 'off' ? false : text;
}

function hasType(type: Setting['type'], value: unknown): value is SettingValue {
  if (type === 'text') return typeof value === 'string';
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'boolean') return typeof value === 'boolean';
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
