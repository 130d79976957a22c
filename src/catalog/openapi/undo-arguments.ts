import type { UndoValue } from '../api.js';
import type { SiblingOperation } from './sibling-operations.js';

type Arguments = Readonly<Record<string, UndoValue>>;

/**
 * Where another operation finds what its path and its other required parameters need in the arguments of this one:
 * parameters of the path by their position, others by name and place. Undefined when one is missing; `last` stands for
 * the last parameter of its path, where this operation has none at that position.
 */
export function knownArguments(
  own: SiblingOperation,
  other: SiblingOperation,
  last?: UndoValue,
): Arguments | undefined {
  const ownNames = pathNames(own.path);
  const otherNames = pathNames(other.path);
  const entries: [string, UndoValue][] = [];
  for (const { argument, name, in: where, required, only } of other.parameters) {
    if (!required) continue;
    if (only !== undefined) {
      entries.push([argument, { from: 'document', value: only }]);
      continue;
    }
    const position = where === 'path' ? otherNames.indexOf(name) : -1;
    const ownName = where === 'path' ? ownNames[position] : name;
    const given = own.parameters.find(each => each.in === where && each.name === ownName && each.required);
    const isLast = where === 'path' && position === otherNames.length - 1 && position >= ownNames.length;
    const value = given === undefined ? (isLast ? last : undefined) : argumentOf(given.argument);
    if (value === undefined) return undefined;
    entries.push([argument, value]);
  }
  if (other.body?.required === true && other.body.members === undefined) return undefined;
  return Object.fromEntries(entries);
}

export function argumentOf(argument: string): Extract<UndoValue, { from: 'arguments' | 'reply' | 'before' }> {
  return { from: 'arguments', pointer: pointerTo(argument) };
}

export function pointerTo(...tokens: readonly string[]): string {
  return tokens.map(token => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pathNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(match => match[1] ?? '');
}
