import type { ReferredCall, Undo, UndoValue } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { covers, isSecret, membersOf } from './schema-members.js';
import { type SiblingBody, type SiblingOperation, siblingOperations } from './sibling-operations.js';
import { argumentOf, knownArguments, pointerTo } from './undo-arguments.js';

type KeyOf = (operation: SiblingOperation) => string;

/**
 * `PUT` and `PATCH /things/{id}` are undone by the same call with what `GET /things/{id}` gave before, when that shows
 * every member that can be written. A PUT that may also create is undone by `DELETE /things/{id}` where the read before
 * found nothing.
 */
export function undoOfReplacing(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): Undo | undefined {
  const siblings = siblingOperations(document);
  const read = siblings.at('get', own.path);
  if (read === undefined || read.servers !== own.servers || read.body?.required === true) return undefined;
  const readArguments = knownArguments(own, read);
  if (readArguments === undefined) return undefined;
  const before: ReferredCall = { api: keyOf(read), arguments: readArguments };
  const absent = own.method === 'put' ? deletion(document, own, keyOf) : undefined;
  const members = own.body?.members === undefined ? undefined : shown(document, own, own.body, read.reply);
  if (members !== undefined) {
    const call = { api: keyOf(own), arguments: { ...parametersOf(own), ...members }, before };
    const description = `put back what GET ${own.path} gave before`;
    if (absent === undefined) return { description, call };
    return { description: `${description}, or delete what was not there`, call: { ...call, absent } };
  }
  if (absent === undefined) return undefined;
  return {
    description: `delete what GET ${own.path} did not find before, by DELETE`,
    call: { ...absent, before: { ...before, finds: 'nothing' } },
  };
}

function deletion(document: OpenApiDocument, own: SiblingOperation, keyOf: KeyOf): ReferredCall | undefined {
  const remove = siblingOperations(document).at('delete', own.path);
  if (!own.statuses.includes('201') || remove === undefined || remove.servers !== own.servers || remove.body?.required)
    return undefined;
  const args = knownArguments(own, remove);
  return args === undefined ? undefined : { api: keyOf(remove), arguments: args };
}

/** Every parameter as it was given. */
function parametersOf(own: SiblingOperation): Record<string, UndoValue> {
  const entries = own.parameters.map(({ argument, required }): [string, UndoValue] => {
    return [argument, required ? argumentOf(argument) : { ...argumentOf(argument), needed: 'if-given' }];
  });
  return Object.fromEntries(entries);
}

const envelopes = ['data', 'result', 'response', 'item', 'payload'];

/** Where the read shows each member of the body; undefined when it does not show them all. */
function shown(
  document: OpenApiDocument,
  own: SiblingOperation,
  body: SiblingBody,
  reply: unknown,
): Record<string, UndoValue> | undefined {
  const outer = membersOf(document, reply);
  if (outer === undefined || body.members === undefined) return undefined;
  const inside = [...outer].filter(([name]) => envelopes.includes(name.toLowerCase()));
  const places = [
    { at: [] as string[], members: outer },
    ...inside.map(([name, schema]) => ({ at: [name], members: membersOf(document, schema) ?? new Map() })),
  ];
  for (const { at, members } of places) {
    const all = [...body.members].every(
      ([, { wire, schema }]) => !isSecret(wire) && covers(document, members.get(wire), schema),
    );
    if (!all) continue;
    const entries = [...body.members].map(([argument, { wire, required }]): [string, UndoValue] => {
      const value = { from: 'before' as const, pointer: pointerTo(...at, wire) };
      if (own.method === 'patch') return [argument, { ...value, needed: 'if-given' }];
      return [argument, required ? value : { ...value, needed: 'if-found' }];
    });
    return Object.fromEntries(entries);
  }
  return undefined;
}
