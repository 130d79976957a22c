import type { ReferredCall, Undo, UndoValue } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { membersOf, typesOf } from './schema-members.js';
import { type SiblingOperation, siblingOperations } from './sibling-operations.js';
import { argumentOf, knownArguments, pathNames, pointerTo } from './undo-arguments.js';
import { singular, wordsOf } from './verbs.js';

const creating = new Set(
  'add adds create creates define defines insert inserts make makes new register registers'.split(' '),
);
const several = new Set('batch bulk existing many mass merge multi multiple or several sync update upsert'.split(' '));

/**
 * `POST /things` is undone by `DELETE /things/{id}`, when the POST says that it creates (by name, or with 201), when its
 * reply has the id, and when everything else that the DELETE needs is among the POST's own arguments.
 */
export function undoOfCreating(
  document: OpenApiDocument,
  own: SiblingOperation,
  texts: readonly string[],
  keyOf: (operation: SiblingOperation) => string,
): Undo | undefined {
  const words = texts.map(wordsOf);
  const saysSo = own.statuses.includes('201') || words.some(list => creating.has(list[0] ?? ''));
  if (!saysSo || words.some(list => list.slice(0, 8).some(word => several.has(word)))) return undefined;
  const siblings = siblingOperations(document);
  const collection = own.path.replace(/\/(?:create|add|new)(?=\/?$)/, '');
  for (const path of siblings.itemPaths(collection)) {
    const remove = siblings.at('delete', path);
    if (remove === undefined || remove.servers !== own.servers || remove.body?.required === true) continue;
    const idName = pathNames(path).at(-1) ?? '';
    const id = idIn(document, own.reply, idName, nounOf(collection)) ?? idGiven(own, idName);
    const args = id === undefined ? undefined : knownArguments(own, remove, id);
    if (args === undefined) continue;
    const read = siblings.at('get', path);
    const readArguments = read === undefined || id === undefined ? undefined : knownArguments(own, read, id);
    const after: ReferredCall | undefined =
      read === undefined || readArguments === undefined ? undefined : { api: keyOf(read), arguments: readArguments };
    return {
      description: `delete what was created, by DELETE ${path}`,
      call: { api: keyOf(remove), arguments: args, ...(after === undefined ? {} : { after }) },
    };
  }
  return undefined;
}

/** The last word of a path's last part: `thing` of `/v1/things`. */
function nounOf(path: string): string {
  const part = path.split('/').findLast(each => each !== '' && !each.includes('{')) ?? '';
  return wordsOf(part.replace(/\.json$/, ''))
    .map(singular)
    .join('');
}

const envelopes = ['data', 'result', 'response', 'metadata', 'item', 'payload'];

/** Where in the reply the id of what was created stands: in it, or in the one object that it wraps. */
function idIn(document: OpenApiDocument, reply: unknown, parameter: string, noun: string): UndoValue | undefined {
  const members = membersOf(document, reply);
  if (members === undefined || typesOf(document, reply).includes('array')) return undefined;
  const own = idMember(document, members, parameter, noun);
  if (own !== undefined) return { from: 'reply', pointer: pointerTo(own) };
  for (const [name, inner] of members) {
    if (!envelopes.includes(name.toLowerCase()) && bare(name) !== noun) continue;
    if (typesOf(document, inner).includes('array')) continue;
    const found = idMember(document, membersOf(document, inner) ?? new Map(), parameter, noun);
    if (found !== undefined) return { from: 'reply', pointer: pointerTo(name, found) };
  }
  return undefined;
}

/** `{petId}` is the member `petId`, or in the reply to `POST /pets` also `id`. */
function idMember(
  document: OpenApiDocument,
  members: ReadonlyMap<string, unknown>,
  parameter: string,
  noun: string,
): string | undefined {
  for (const wanted of idNames(bare(parameter), noun)) {
    for (const [name, schema] of members) {
      if (bare(name) !== wanted) continue;
      const types = typesOf(document, schema);
      if (types.length === 0 || types.some(type => ['string', 'integer', 'number'].includes(type))) return name;
    }
  }
  return undefined;
}

function idNames(parameter: string, noun: string): readonly string[] {
  const kind = /(?:id|uuid|guid|sid|key|slug|name|code|number|arn)$/.exec(parameter)?.[0];
  if (kind === undefined) return [parameter];
  const rest = parameter.slice(0, -kind.length);
  if (rest === '') return [parameter, `${noun}${kind}`];
  const isNoun = noun.endsWith(singular(rest)) || (noun.length > 2 && rest.endsWith(noun));
  return rest.length > 1 && isNoun ? [parameter, kind] : [parameter];
}

/** An id that the caller chooses: a required member of the body of exactly that name, where only 201 is success. */
function idGiven(own: SiblingOperation, parameter: string): UndoValue | undefined {
  if (own.statuses.some(status => status !== '201') || own.statuses.length === 0) return undefined;
  for (const [argument, { wire, required }] of own.body?.members ?? []) {
    if (required && wire === parameter && wire !== 'id') return argumentOf(argument);
  }
  return undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
