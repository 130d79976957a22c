import type { Undo, UndoValue } from '../api.js';
import type { OpenApiDocument } from './document.js';
import type { HttpMethod } from './operation-parts.js';
import { type SiblingOperation, siblingOperations } from './sibling-operations.js';
import { argumentOf, knownArguments } from './undo-arguments.js';

type KeyOf = (operation: SiblingOperation) => string;

const opposites: Readonly<Record<string, string>> = {
  activate: 'deactivate',
  archive: 'unarchive',
  associate: 'disassociate',
  attach: 'detach',
  block: 'unblock',
  deactivate: 'activate',
  detach: 'attach',
  disable: 'enable',
  disassociate: 'associate',
  enable: 'disable',
  favorite: 'unfavorite',
  follow: 'unfollow',
  hide: 'unhide',
  lock: 'unlock',
  mute: 'unmute',
  pause: 'resume',
  pin: 'unpin',
  resume: 'pause',
  snooze: 'unsnooze',
  star: 'unstar',
  start: 'stop',
  subscribe: 'unsubscribe',
  suspend: 'resume',
  unarchive: 'archive',
  unblock: 'block',
  unfavorite: 'favorite',
  unfollow: 'follow',
  unhide: 'hide',
  unlock: 'lock',
  unmute: 'mute',
  unpin: 'pin',
  unstar: 'star',
  watch: 'unwatch',
};

/** `POST /things/{id}/lock` is undone by `/unlock` beside it, when that takes the same arguments. */
export function undoOfVerb(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  const verb = /([/:.=])([a-z]+)((?:[A-Z][A-Za-z]*)?)(\/?(?:\.json)?)$/.exec(own.path) ?? awsVerb(own.path);
  const opposite = verb === null ? undefined : opposites[(verb[2] ?? '').toLowerCase()];
  if (verb === null || opposite === undefined) return undefined;
  const [whole, mark = '', given = '', rest = '', tail = ''] = verb;
  const spelled = /^[A-Z]/.test(given) ? `${opposite[0]?.toUpperCase()}${opposite.slice(1)}` : opposite;
  const path = `${own.path.slice(0, -whole.length)}${mark}${spelled}${rest}${tail}`;
  const reverse = siblingOperations(document).at(own.method, path);
  return reverse === undefined ? undefined : undoBy(own, reverse, keyOf);
}

function awsVerb(path: string): RegExpExecArray | null {
  return /([=.])([A-Z][a-z]+)((?:[A-Z][A-Za-z0-9]*)?)()$/.exec(path);
}

const methods: Readonly<Partial<Record<HttpMethod, HttpMethod>>> = { put: 'delete', delete: 'put' };

/**
 * `PUT /things/{id}/star` and `DELETE` of the same undo each other, when neither takes a body: being starred is all
 * there is to it. Where a GET tells whether it was starred before, that is asked first.
 */
export function undoOfMembership(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  const method = methods[own.method];
  const siblings = siblingOperations(document);
  const reverse = method === undefined ? undefined : siblings.at(method, own.path);
  if (reverse === undefined || own.body !== undefined || reverse.body !== undefined) return undefined;
  const undo = undoBy(own, reverse, keyOf);
  const read = siblings.at('get', own.path);
  if (undo?.call === undefined || read === undefined) return undo;
  const args = knownArguments(own, read);
  if (args === undefined) return undefined;
  // A thing that a GET shows in full is more than its being there; deleting it loses that.
  if (own.method === 'delete')
    return read.reply === undefined
      ? { ...undo, call: { ...undo.call, before: { api: keyOf(read), arguments: args } } }
      : undefined;
  return { ...undo, call: { ...undo.call, before: { api: keyOf(read), arguments: args, finds: 'nothing' } } };
}

/** The reverse takes what this call was given, by the same names; what only one of the two takes is no proof. */
function undoBy(own: SiblingOperation, reverse: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  if (reverse.servers !== own.servers) return undefined;
  const known = knownArguments(own, reverse);
  if (known === undefined) return undefined;
  const args: Record<string, UndoValue> = { ...known };
  for (const [argument, { wire, required }] of reverse.body?.members ?? []) {
    const given = [...(own.body?.members ?? [])].find(([, member]) => member.wire === wire);
    if (given === undefined || (required && !given[1].required)) return undefined;
    args[argument] = required ? argumentOf(given[0]) : { ...argumentOf(given[0]), needed: 'if-given' };
  }
  const taken = new Set([...(reverse.body?.members?.values() ?? [])].map(({ wire }) => wire));
  const more = [...(own.body?.members?.values() ?? [])].some(({ wire }) => !taken.has(wire));
  if (more || (own.body !== undefined && own.body.members === undefined)) return undefined;
  return {
    description: `do the opposite, by ${reverse.method.toUpperCase()} ${reverse.path}`,
    call: { api: keyOf(reverse), arguments: args },
  };
}
