import { findJson } from '../../../models/index.js';

/** What a reply in the text protocol says. */
export interface ReactReply {
  readonly thought: string;
  /** Absent where the reply makes no call that can be read. */
  readonly call?: { readonly name: string; readonly arguments: string };
  /** What was missing or too much, in words. */
  readonly problems: readonly string[];
}

const markers = ['Thought', 'Action', 'Action Input', 'Observation'] as const;
type Marker = (typeof markers)[number];

/**
 * Reads `Thought:`, `Action:` and `Action Input:`, each at the beginning of a line. What stands before the first marker is
 * thought. A call needs a name and an input; where one is missing there is none, and what is missing is told. Everything
 * from an observation on is the model's invention and left out, and so is what comes after the first call.
 */
export function parseReact(text: string): ReactReply {
  const problems: string[] = [];
  const parts = partsOf(text);
  const invented = parts.findIndex(({ marker }) => marker === 'Observation');
  if (invented >= 0) problems.push('the reply goes on with an observation of its own, which is left out');
  const own = invented < 0 ? parts : parts.slice(0, invented);
  const firstAction = own.findIndex(({ marker }) => marker === 'Action');
  const thought = own
    .slice(0, firstAction < 0 ? own.length : firstAction)
    .filter(({ marker }) => marker !== 'Action Input')
    .map(part => part.text)
    .filter(each => each !== '')
    .join('\n');
  const [action, input] = firstAction < 0 ? [] : own.slice(firstAction);
  const after = own.slice(firstAction + 2);
  if (action === undefined) return { thought, problems: [...problems, 'it has no line "Action:"'] };
  if (action.text === '') return { thought, problems: [...problems, 'its "Action:" names no function'] };
  if (input?.marker !== 'Action Input') {
    return { thought, problems: [...problems, 'it has no line "Action Input:" after "Action:"'] };
  }
  if (after.some(({ marker }) => marker === 'Action')) problems.push('only the first of its calls is made');
  const [name = ''] = action.text.split('\n');
  return { thought, call: { name: name.trim(), arguments: argumentsIn(input.text, problems) }, problems };
}

function partsOf(text: string): readonly { readonly marker?: Marker; readonly text: string }[] {
  const found = [...text.matchAll(/^[ \t]*(Thought|Action Input|Action|Observation)[ \t]*:/gim)];
  const starts = found.map(({ index, 0: whole, 1: word = '' }) => ({
    marker: markers.find(each => each.toLowerCase() === word.toLowerCase()) ?? 'Thought',
    from: index + whole.length,
    start: index,
  }));
  const first = starts[0]?.start ?? text.length;
  const parts = starts.map(({ marker, from }, i) => ({
    marker,
    text: text.slice(from, starts[i + 1]?.start ?? text.length).trim(),
  }));
  const before = text.slice(0, first).trim();
  return before === '' ? parts : [{ text: before }, ...parts];
}

/** The JSON alone where words follow it; otherwise the text as it is, for others to judge. */
function argumentsIn(text: string, problems: string[]): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    const [found] = findJson(text);
    if (found === undefined || found.repaired || found.incomplete || found.start > 0) return text;
    problems.push('words after its "Action Input" are left out');
    return text.slice(found.start, found.end);
  }
}
