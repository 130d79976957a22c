import type { Undo } from '../api.js';
import type { OpenApiDocument } from './document.js';
import type { OperationPlace } from './operation-parts.js';
import { type SiblingOperation, siblingOperations, textsOf } from './sibling-operations.js';
import { undoOfCreating } from './undo-created.js';
import { undoOfMembership, undoOfVerb } from './undo-opposite.js';
import { undoOfReplacing } from './undo-replaced.js';
import { isBeyondUndo } from './undo-words.js';

/**
 * How a call of an operation can be taken back, where the document itself proves that it can: by another of its
 * operations, whose arguments are all known from the call, from its reply or from a read before it. Undefined where
 * there is no proof, and for whatever reaches people or money or starts work, by its words.
 */
export function undoOf(
  document: OpenApiDocument,
  { method, path, operation }: OperationPlace,
  keyPrefix: string,
): Undo | undefined {
  if (!['post', 'put', 'patch', 'delete'].includes(method)) return undefined;
  const texts = textsOf(operation);
  if (isBeyondUndo([...texts, ...resourcesOf(path)].map(withoutDelete(method)), [])) return undefined;
  const own = siblingOperations(document).at(method, path);
  if (own === undefined || isBeyondUndo([], argumentsOf(own))) return undefined;
  const keyOf = (other: SiblingOperation) => `${keyPrefix}${other.method.toUpperCase()} ${other.path}`;
  switch (method) {
    case 'post':
      return undoOfVerb(document, own, keyOf) ?? undoOfCreating(document, own, texts, keyOf);
    case 'put':
      return (
        undoOfVerb(document, own, keyOf) ??
        undoOfMembership(document, own, keyOf) ??
        undoOfReplacing(document, own, keyOf)
      );
    case 'patch':
      return undoOfReplacing(document, own, keyOf);
    default:
      return undoOfMembership(document, own, keyOf);
  }
}

/** A DELETE is called by its name; that is no reason against it. */
function withoutDelete(method: string): (text: string) => string {
  return text => (method === 'delete' ? text.replace(/\b(?:delete|remove|revoke)s?/gi, '') : text);
}

/** The last two parts of a path that are no parameters: what is acted on, and what that belongs to. */
function resourcesOf(path: string): readonly string[] {
  return path
    .split('/')
    .filter(part => part !== '' && !part.includes('{'))
    .slice(-2);
}

function argumentsOf(own: SiblingOperation): readonly string[] {
  return [...own.parameters.map(({ argument }) => argument), ...(own.body?.members?.keys() ?? [])];
}
