import { UnknownName } from '../../../base/index.js';
import { renameIdentifier } from './rename-identifier.js';

/** What became of documents: functions or parameters have other names, a new version came out, or all of it. */
export const documentChanges = ['rename', 'params', 'version', 'all'] as const;
export type DocumentChange = (typeof documentChanges)[number];

/** @throws UnknownName */
export function documentChangeNamed(name: string): DocumentChange {
  const found = documentChanges.find(each => each === name);
  if (found === undefined) throw new UnknownName('change of documents', name, documentChanges);
  return found;
}

/** As much of a function as its names. */
export interface FunctionNames {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** What the names of some functions become. */
export interface ChangePlan {
  readonly functions: ReadonlyMap<string, string>;
  /** By the function's old name: old parameter → new. */
  readonly parameters: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * New names for functions that are offered together. A pure function of the names and the seed; no new name is any
 * function's old one, so that a call by an old name can be told.
 */
export function planChange(functions: readonly FunctionNames[], change: DocumentChange, seed: number): ChangePlan {
  const taken = new Set(functions.map(({ name }) => name));
  const names = new Map<string, string>();
  const parameters = new Map<string, ReadonlyMap<string, string>>();
  for (const { name, parameters: own } of functions) {
    if (names.has(name)) continue;
    const renamed = renameFunction(name, change, seed, taken);
    taken.add(renamed);
    names.set(name, renamed);
    parameters.set(name, change === 'params' || change === 'all' ? renameParameters(own, seed) : new Map());
  }
  return { functions: names, parameters };
}

function renameFunction(name: string, change: DocumentChange, seed: number, taken: ReadonlySet<string>): string {
  if (change === 'params') return name;
  const renamed = change === 'version' ? name : renameIdentifier(name, { of: 'function', seed, taken });
  return change === 'rename' ? renamed : nextVersion(renamed, taken);
}

/** `search_v1` → `search_v2`, `search` → `search_v2`. */
function nextVersion(name: string, taken: ReadonlySet<string>): string {
  const [, base = name, number = '1'] = /^(.*)_v(\d{1,6})$/.exec(name) ?? [];
  for (let version = Number(number) + 1; ; version++) {
    if (!taken.has(`${base}_v${version}`)) return `${base}_v${version}`;
  }
}

function renameParameters(names: readonly string[], seed: number): ReadonlyMap<string, string> {
  const taken = new Set(names);
  const renamed = new Map<string, string>();
  for (const name of names) {
    const other = renameIdentifier(name, { of: 'parameter', seed, taken });
    taken.add(other);
    renamed.set(name, other);
  }
  return renamed;
}

/** A description in which identifiers stand under their new names. Names that are plain words stay: they are words there. */
export function changedText(text: string, plan: ChangePlan, own: string): string {
  const names = new Map([...plan.functions, ...(plan.parameters.get(own) ?? [])]);
  return text.replace(/[A-Za-z_][\w.]*\w/g, word =>
    /[_.\d]|[a-z][A-Z]/.test(word) ? (names.get(word) ?? word) : word,
  );
}

/** An object with its keys renamed; others stay. */
export function renamedKeys<T>(
  members: Readonly<Record<string, T>>,
  names: ReadonlyMap<string, string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [names.get(key) ?? key, value]));
}

/** Calls that name a function or parameter as it was called before. */
export interface OldNames {
  readonly functions: number;
  readonly parameters: number;
}

export function countOldNames(
  calls: readonly { readonly name: string; readonly arguments: Iterable<string> }[],
  plan: ChangePlan,
): OldNames {
  const current = new Map([...plan.functions].map(([old, now]) => [now, old]));
  let functions = 0;
  let parameters = 0;
  for (const { name, arguments: given } of calls) {
    if (!current.has(name) && plan.functions.has(name)) functions += 1;
    const renamed = plan.parameters.get(current.get(name) ?? name) ?? new Map<string, string>();
    const now = new Set(renamed.values());
    if ([...given].some(each => renamed.has(each) && !now.has(each))) parameters += 1;
  }
  return { functions, parameters };
}
