import type { MutableJson, MutableObject } from './copy-arguments.js';

/** The steps of a JSON pointer, outermost first. */
export function pathOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a path. */
export function pointerTo(path: readonly string[]): string {
  return path.map(step => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A JSON pointer and those of all that it lies in, innermost first, the empty one last. */
export function* outwards(pointer: string): Generator<string, void, void> {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) yield pointer.slice(0, end);
  yield '';
}

/** A path as people write it: `items[0].name`. */
export function pathText(path: readonly string[]): string {
  let text = '';
  for (const step of path) {
    if (/^\d+$/.test(step) && text !== '') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

export function valueAt(args: MutableObject, path: readonly string[]): MutableJson | undefined {
  let here: MutableJson | undefined = args;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as MutableObject)[step];
  }
  return here;
}

/** Puts a value where the path leads, or takes it away when `undefined`. The way there must exist. */
export function setAt(args: MutableObject, path: readonly string[], value: MutableJson | undefined): void {
  const parent = valueAt(args, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined || typeof parent !== 'object' || parent === null) return;
  if (value === undefined) delete (parent as MutableObject)[last];
  else (parent as MutableObject)[last] = value;
}
