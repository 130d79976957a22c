import type { Effect } from '../api.js';
import { changes, reads, surelyChanges, wordsOf } from './verbs.js';

/** What the source says an operation is. */
export interface OperationWords {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
}

/** What three places of the source say an operation does, each as words of which the first is its verb. */
interface Witnesses {
  /** The operation's own name. */
  readonly name: readonly string[];
  /** The last part of the path that is no parameter. */
  readonly end: readonly string[];
  readonly said: readonly string[];
}

const safeMethods = new Set(['get', 'head', 'options', 'trace']);

/**
 * Whether an operation only reads.
 *
 * GET, HEAD, OPTIONS and TRACE read, unless their name, the end of their path or their summary begins with a verb of
 * change and nothing speaks against it: many RPC-style APIs are all GET. `GET /StopPoint`, "Gets a list of stops", reads.
 *
 * A POST reads only when two of the three begin with a verb that reads, none with one of change, and no change is named
 * besides: not behind "and" or "or", and where only two speak, nowhere in the name or the first words of the summary.
 * `POST /list`, "Create a list", is no read; neither is what hands out tokens, nor a query in a language that can write.
 * Nothing else reads.
 */
export function effectOf({ method, path, operationId = '', summary = '' }: OperationWords): Effect {
  const named = withoutMethod(operationId, method);
  const witnesses = { name: wordsOf(verbPart(named)), end: wordsOf(lastLiteral(path)), said: saying(summary) };
  if (safeMethods.has(method)) return getReads(witnesses, method) ? 'read' : 'irreversible';
  if (method !== 'post') return 'irreversible';
  return postReads(witnesses, wordsOf(named)) ? 'read' : 'irreversible';
}

function getReads({ name, end, said }: Witnesses, method: string): boolean {
  if (surelyChanges(name, 'name')) return false;
  const nameReads = reads(name, 'name', method);
  if (surelyChanges(said, 'sentence')) return nameReads && !surelyChanges(end, 'name');
  const saidReads = reads(said, 'sentence', method);
  if (surelyChanges(end, 'name')) return nameReads || saidReads;
  if (!changes(name, 'name')) return true;
  return saidReads && !changes(end, 'name');
}

function postReads({ name, end, said }: Witnesses, whole: readonly string[]): boolean {
  if (changes(name, 'name') || changes(end, 'name') || changes(said, 'sentence')) return false;
  // A name that is only the path's own word, such as `POST_list` of `/list`, was made from it and adds nothing.
  const ownName = whole.length > 1 || whole[0] !== end[0];
  const agreeing = [ownName && reads(name, 'name'), reads(end, 'name'), reads(said, 'sentence')];
  const count = agreeing.filter(agrees => agrees).length;
  const beginning = said.slice(0, 14);
  if (count < 2 || changesBesides(name) || changesBesides(beginning)) return false;
  if ([...name, ...end, ...beginning].some(word => doubtful.has(word))) return false;
  if (isGot(name, beginning) && [...name, ...beginning].some(word => handedOut.has(word))) return false;
  if (count === 3) return true;
  const named = name.slice(1).some(word => surelyChanges([word], 'name'));
  return !named && !beginning.slice(1).some(word => changes([word], 'sentence'));
}

/** Languages that can write as well as read, and work that is taken when it is fetched. */
const doubtful = new Set(
  `command cypher graphql lease poll polls script sparql sql statement statements verify verification verified worker
  workers`.split(/\s+/),
);

/** What comes into being by being asked for, though the verb says "get". */
const handedOut = new Set(
  `challenge cookie credential credentials otp password session temporary ticket token tokens`.split(/\s+/),
);

function isGot(name: readonly string[], said: readonly string[]): boolean {
  return [name[0], said[0]].some(verb => verb !== undefined && /^(?:get|retrieve|return)s?$/.test(verb));
}

/** `validate and submit`, `get or create`. */
function changesBesides(list: readonly string[]): boolean {
  return list.some((word, i) => /^(?:and|or|then)$/.test(word) && changes(list.slice(i + 1), 'sentence'));
}

/** A summary's words. "Invoke action …" says nothing that the name does not. */
function saying(summary: string): readonly string[] {
  return /^Invoke (?:action|function) /.test(summary) ? [] : wordsOf(summary.replace(/\(post\)/i, ''));
}

/**
 * The part of a name that begins with its verb: what stands behind the last dot, slash or colon; behind the last
 * underscore where a verb stands there, as in `Vaults_ListByGroup` and `notes_list`.
 */
function verbPart(named: string): string {
  const last = named.split(/[./:#]/).findLast(part => part !== '') ?? '';
  const behind = last.slice(last.lastIndexOf('_') + 1);
  if (behind === last) return last;
  const verb = wordsOf(behind);
  const isVerb = /^[A-Z][a-z]/.test(behind) ? reads(verb, 'name', 'get') || surelyChanges(verb, 'name') : false;
  return isVerb || (verb.length === 1 && reads(verb, 'name', 'get')) ? behind : last;
}

/** `GET_DeleteStack` and `deleteStackUsingGET` name the method besides; `get_sign_requests` has it for its verb. */
function withoutMethod(operationId: string, method: string): string {
  const upper = method.toUpperCase();
  const short = operationId.slice(0, 300);
  const bare = short.startsWith(`${upper}_`) ? short.slice(upper.length + 1) : short;
  return bare.replace(/(.)(?:Using|_)(?:GET|POST|HEAD|OPTIONS)(?:_\d+)?$/i, '$1').replace(/(.)Post$/, '$1');
}

/** The verb of `/items:search`, `/#Action=DeleteStack`, `/orders/list.json`. */
function lastLiteral(path: string): string {
  const action = /[#?&](?:Action|X-Amz-Target)=([^&#]+)/i.exec(path)?.[1];
  const parts = (action ?? path)
    .replace(/[?#].*$/, '')
    .replace(/\.(?:json|xml|php|aspx?)$/i, '')
    .replace(/\([^()]*\)$/, '')
    .split(/[/=.:&]/);
  return parts.findLast(part => part !== '' && !part.includes('{')) ?? '';
}
