import type { Undo, UndoValue } from '../api.js';
import type { OpenApiDocument } from './document.js';
import type { HttpMethod } from './operation-parts.js';
import { type SiblingOperation, siblingOperations } from './sibling-operations.js';
import { argumentOf, knownArguments } from './undo-arguments.js';

type KeyOf = (operation: SiblingOperation) => string;

/** Verbs that undo each other. */
const pairs = `activate:deactivate archive:unarchive associate:disassociate attach:detach block:unblock
  enable:disable favorite:unfavorite follow:unfollow hide:unhide link:unlink lock:unlock mark:unmark mute:unmute
  pause:resume pause:unpause pin:unpin snooze:unsnooze star:unstar subscribe:unsubscribe suspend:resume
  suspend:unsuspend watch:unwatch`
  .split(/\s+/)
  .map(pair => pair.split(':') as [string, string]);

/** The verbs that undo a verb. What runs is stopped; but stopping loses what ran. */
function oppositesOf(verb: string): readonly string[] {
  if (verb === 'start') return ['stop'];
  return pairs.flatMap(([one, other]) => (one === verb ? [other] : other === verb ? [one] : []));
}

/** `POST /things/{id}/lock` is undone by `/unlock` beside it, when that takes the same arguments. */
export function undoOfVerb(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  const verb = /([/:.=])([a-z]+)((?:[A-Z][A-Za-z]*)?)(\/?(?:\.json)?)$/.exec(own.path) ?? awsVerb(own.path);
  if (verb === null) return undefined;
  const [whole, mark = '', given = '', rest = '', tail = ''] = verb;
  for (const opposite of oppositesOf(given.toLowerCase())) {
    const spelled = /^[A-Z]/.test(given) ? `${opposite[0]?.toUpperCase()}${opposite.slice(1)}` : opposite;
    const path = `${own.path.slice(0, -whole.length)}${mark}${spelled}${rest}${tail}`;
    const reverse = siblingOperations(document).at(own.method, path);
    if (reverse !== undefined) return undoBy(own, reverse, keyOf);
  }
  return undefined;
}

function awsVerb(path: string): RegExpExecArray | null {
  return /([=.])([A-Z][a-z]+)((?:[A-Z][A-Za-z0-9]*)?)()$/.exec(path);
}

const methods: Readonly<Partial<Record<HttpMethod, HttpMethod>>> = { put: 'delete', delete: 'put' };

/**
 * `PUT /things/{id}/star` and `DELETE` of the same undo each other, when neither takes a body and both are named by
 * opposite verbs: being starred is all there is to it. Where a GET tells whether it was starred before, that is asked
 * first.
 */
export function undoOfMembership(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  const method = methods[own.method];
  const siblings = siblingOperations(document);
  const reverse = method === undefined ? undefined : siblings.at(method, own.path);
  if (reverse === undefined || own.body !== undefined || reverse.body !== undefined) return undefined;
  if (!areOpposites(own, reverse)) return undefined;
  const undo = undoBy(own, reverse, keyOf);
  const read = siblings.at('get', own.path);
  if (undo?.call === undefined || read === undefined) return undo;
  const args = knownArguments(own, read);
  // A thing that a GET shows in full is more than its being there; putting it back brings back no more.
  if (args === undefined || (own.method === 'delete' && read.reply !== undefined)) return undefined;
  const before = { api: keyOf(read), arguments: args };
  return {
    ...undo,
    call: { ...undo.call, before: own.method === 'delete' ? before : { ...before, finds: 'nothing' } },
  };
}

function areOpposites(own: SiblingOperation, reverse: SiblingOperation): boolean {
  return own.verbs.some(verb => {
    // What is added stands at the end of the path; without it, removing might remove everything.
    if (/^(?:add|remove)$/.test(verb) && !/\}\/?(?:\.json)?(?:#.*)?$/.test(own.path)) return false;
    const opposites = verb === 'add' ? ['remove', 'delete'] : verb === 'remove' ? ['add'] : oppositesOf(verb);
    return opposites.some(opposite => reverse.verbs.includes(opposite));
  });
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
