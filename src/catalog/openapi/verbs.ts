const words = (text: string) => new Set(text.split(/\s+/));

/** Verbs that name a change and are seldom anything but verbs. */
const changing = words(
  `abort accept acknowledge activate add allocate apply approve assign associate attach authorize ban buy cancel clear clone close confirm consume create deactivate decline decrement delete deny deploy deprovision deregister
  destroy detach disable disassociate discard dismiss edit empty enable enqueue enroll erase execute expire expose
  finalize finish flush forget generate grant hide increment initialize initiate insert install invalidate invite invoke
  join kick kill launch leave login logout merge migrate modify mute notify overwrite pause pay perform promote provision
  publish purge push put reactivate reboot rebuild recalculate reconcile recover redeem redeploy refresh regenerate
  register reject remove rename renew reopen reorder replace resend reserve reset resize restart restore resume retry
  revert revoke rollback rotate run save scrub send set shutdown sign signin signout signup skip snooze start stop submit
  subscribe suspend swap switch sync synchronize terminate toggle unarchive unassign unban unblock undelete undo unfollow
  uninstall unlink unlock unmark unmute unpin unpublish unregister unshare unsubscribe untag upload upsert vote wipe
  withdraw write`,
);

/** Verbs that name a change, and nouns that name what is read as often: `/orders`, `update_check`, `schedule`. */
const alsoNouns = words(
  `archive block book change charge claim commit complete copy drop email fire flag follow forward import issue like lock
  mark move open order patch pin place pop post purchase queue record refund release replay reply schedule share store
  tag transfer trash trigger update upgrade`,
);

/** Verbs that name a read wherever they stand. */
const reading = words('check count describe enumerate explain find get list lookup query retrieve search validate');

/** Verbs that name a read where the method only reads; elsewhere `POST /read` marks as read and `/show` unhides. */
const readingInGet = words('display download examine export fetch preview read show test verify view');

/** Said before the verb itself. */
const before = words('batch bulk multi mass');

/** Whether words begin with a verb of change, in the imperative or, in a `sentence`, in the third person. */
export function changes(list: readonly string[], where: 'name' | 'sentence'): boolean {
  const [verb = '', next = ''] = verbFirst(list);
  if (verb === 'check' || verb === 'checks') return next === 'in' || next === 'out';
  return formsOf(verb, where).some(form => changing.has(form) || alsoNouns.has(form)) && !isNoun(next);
}

/** As `changes`, of verbs that are no nouns, or that have an object: `issue a certificate`. */
export function surelyChanges(list: readonly string[], where: 'name' | 'sentence'): boolean {
  const [verb = '', next = ''] = verbFirst(list);
  if (!changes(list, where)) return false;
  if (verb.startsWith('check')) return true;
  return formsOf(verb, where).some(form => changing.has(form)) || (where === 'sentence' && articles.has(next));
}

/** Whether words begin with a verb that reads, in the imperative or, in a `sentence`, in the third person. */
export function reads(list: readonly string[], where: 'name' | 'sentence', method = 'post'): boolean {
  const [verb = '', next = ''] = verbFirst(list);
  if (verb.startsWith('check') && ['in', 'out', 'for', 'run', 'runs', 'suite', 'suites'].includes(next)) return false;
  // Money is returned and goods are; what "returns" something gives it.
  if (verb === 'returns' || verb === 'return') return where === 'sentence' && (verb === 'returns' || method !== 'post');
  if (next === 'or') return false;
  const known = (form: string) => reading.has(form) || (method !== 'post' && readingInGet.has(form));
  return formsOf(verb, where).some(known);
}

const articles = words('a all an any existing multiple new one several specific specified the this your');
const nounsNext = words('by date history id ids info information list of status type types');

function isNoun(next: string): boolean {
  return nounsNext.has(next);
}

function verbFirst(list: readonly string[]): readonly string[] {
  return before.has(list[0] ?? '') ? list.slice(1) : list;
}

/** The verb itself and what it may be the third person of: `applies` → `apply`, `publishes` → `publish`. */
function formsOf(verb: string, where: 'name' | 'sentence'): readonly string[] {
  if (where === 'name' || !verb.endsWith('s')) return [verb];
  if (verb.endsWith('ies')) return [verb, `${verb.slice(0, -3)}y`];
  return [verb, verb.slice(0, -1), ...(verb.endsWith('es') ? [verb.slice(0, -2)] : [])];
}

/** Words of a name, path or sentence in lower case; camelCase is split. */
export function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '');
}

/** `policies` → `policy`, `boxes` → `box`, `status` → `status`. */
export function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
