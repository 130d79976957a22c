import { isJsonObject, type JsonValue } from '../base/index.js';
import { describeObservation, inert } from '../execution/index.js';
import { type RunCall, type RunNode, type RunTree, stepCost, undoneCalls, walkRun } from '../trajectory/index.js';
import { costWords, endWords, oneLine, seconds } from './run-words.js';

export interface TranscriptOptions {
  /** Of a text or an observation, in characters; what is cut is said to be. Default 10,000. */
  readonly maxCharacters?: number;
}

/** A run step by step in the order in which the steps were taken, with arguments and observations in full. Inert. */
export function transcriptLines(tree: RunTree, { maxCharacters = 10_000 }: TranscriptOptions = {}): string[] {
  const { start, root, end } = tree;
  const undone = undoneCalls(tree);
  const text = (value: string) => cut(inert(value), maxCharacters).split('\n');
  const steps = [...walkRun(tree)].filter(node => node !== root).sort((a, b) => a.id - b.id);
  const lines = [inert(oneLine(start.request)), inert(`${start.planner} · ${start.model} · ${start.retriever}`)];
  lines.push(...retrieved(root), ...root.calls.flatMap(call => called(root, call)));
  for (const node of steps) {
    const role = node.role === undefined ? '' : `, ${inert(oneLine(node.role))}`;
    const score = node.score === undefined ? '' : ` · score ${Number(node.score.toFixed(3))}`;
    lines.push('', `Step ${node.id}, after ${node.parent}${role} · ${costWords(stepCost(node))}${score}`);
    lines.push(...retrieved(node));
    if ((node.reply?.content ?? '').trim() !== '') lines.push('  says', ...indented(text(node.reply?.content ?? '')));
    lines.push(...node.calls.flatMap(call => called(node, call)));
    const ended = endWords(node);
    if (ended !== '') lines.push(`  ${ended}`);
  }
  const answer = [...walkRun(tree)].findLast(node => node.answer !== undefined)?.answer;
  if (answer !== undefined) lines.push('', 'Answer', ...indented(text(answer.text)));
  if (end !== undefined) {
    lines.push('', `Ended: ${end.outcome}${end.reason === undefined ? '' : `: ${inert(oneLine(end.reason))}`}`);
  }
  return lines;

  function retrieved({ retrievals }: RunNode): string[] {
    return retrievals.map(({ hits }) => `  finds ${hits.map(({ name }) => inert(name)).join(', ') || 'nothing'}`);
  }

  function called({ id }: RunNode, { start, end }: RunCall): string[] {
    const isUndone = undone.has(`${id}/${start.callId}`) ? ' (undone later)' : '';
    const verb = start.undoes === undefined ? 'calls' : 'takes back, by';
    const asked = [`  ${verb} ${inert(start.name)}${isUndone}`, ...indented(text(argumentText(start.arguments)))];
    if (end === undefined) return [...asked, '  … and the run ended while this was under way'];
    const { observation, reusedFrom } = end;
    const { status, provenance, elapsedMs } = observation;
    const origin = provenance === 'none' ? 'nothing ran' : `${provenance}, ${seconds(elapsedMs)}`;
    const how = reusedFrom === undefined ? origin : `as at ${inert(reusedFrom)}, not called again`;
    const warnings = (observation.warnings ?? []).map(warning => `  ! ${inert(oneLine(warning))}`);
    return [...asked, `  sees ${status} (${how})`, ...indented(text(describeObservation(observation))), ...warnings];
  }
}

function argumentText(args: JsonValue): string {
  return isJsonObject(args) || Array.isArray(args) ? JSON.stringify(args, null, 2) : String(args);
}

function indented(lines: readonly string[]): string[] {
  return lines.map(line => (line === '' ? '' : `    ${line}`));
}

/** Cut so that no character falls in two. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text[max - 1] ?? '') ? max - 1 : max;
  return `${text.slice(0, end)}\n[${text.length - end} of ${text.length} characters left out]`;
}
