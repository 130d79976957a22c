import type { Effect } from '../api.js';

/** What the source says an operation is. */
export interface OperationWords {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
}

const safeMethods = new Set(['get', 'head', 'options', 'trace']);

/** Verbs that name a change. One that begins the name of a GET makes it no read: many RPC-style APIs are all GET. */
const changing = new Set(
  `accept activate add allocate apply approve archive assign associate attach authorize block buy cancel change charge
  clear clone close commit confirm copy create deactivate decline delete deploy deregister destroy detach disable
  disassociate dismiss empty enable erase execute grant import insert install invite invoke issue join kick kill launch
  leave lock logout merge modify move pause pay patch post publish purchase purge push put reboot record refund register
  reject release remove rename renew replace reset resize restart restore resume revoke rotate save schedule send set
  shutdown sign start stop submit subscribe suspend sync terminate transfer trash trigger unassign unblock uninstall
  unlock unpublish unregister unsubscribe update upgrade upload upsert withdraw write`.split(/\s+/),
);

/** Verbs that name a read, as they stand at the end of a path or the start of a name or sentence. */
const reading = new Set(
  `count counts describe describes find finds list lists lookup query queries search searches validate
  validates`.split(/\s+/),
);

/**
 * Whether an operation only reads. GET, HEAD, OPTIONS and TRACE read, unless the name begins with a verb of change. A
 * POST reads only when two witnesses agree: its path ends in a reading verb, and its name (of more than one word) or its
 * summary begins with one; and no word of either names a change. `POST /list` with the summary "Create a list" is none.
 */
export function effectOf(words: OperationWords): Effect {
  const named = wordsOf(words.operationId ?? '').filter((word, i) => i > 0 || word !== words.method);
  const summary = wordsOf(words.summary ?? '');
  const pathEnd = wordsOf(lastLiteral(words.path));
  if (safeMethods.has(words.method)) {
    const firstWords = [named[0], wordsOf(afterLast(words.operationId ?? '', '.'))[0], actionOf(words.path)];
    return firstWords.some(word => word !== undefined && changing.has(word)) ? 'irreversible' : 'read';
  }
  if (words.method !== 'post') return 'irreversible';
  const reads = (list: readonly string[]) => reading.has(list[0] ?? '');
  const confirmed = (named.length > 1 && reads(named)) || reads(summary);
  const changes = [...named, ...summary.slice(0, 12)].some(word => changing.has(word));
  return reads(pathEnd) && confirmed && !changes ? 'read' : 'irreversible';
}

/** The last part of a path that is no parameter; the custom verb of `/items:search`. */
function lastLiteral(path: string): string {
  const last = path.split(/[/#?=.:]/).findLast(part => part !== '' && !part.includes('{'));
  return last ?? '';
}

/** The verb of AWS-style paths such as `/#Action=DeleteStack`. */
function actionOf(path: string): string | undefined {
  const action = /[#?&](?:Action|X-Amz-Target)=([^&#]+)/i.exec(path)?.[1];
  return action === undefined ? undefined : wordsOf(afterLast(action, '.'))[0];
}

function afterLast(text: string, mark: string): string {
  return text.slice(text.lastIndexOf(mark) + 1);
}

function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '');
}
