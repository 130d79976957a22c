import type picocolors from 'picocolors';
import { fitWidth, type JsonValue } from '../base/index.js';
import { describeObservation, inert, type Observation } from '../execution/index.js';
import type { RunCall, RunNode, RunTree } from '../trajectory/index.js';
import { percent } from './percent.js';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A run as indented lines, each within `columns`: what was retrieved, said, called and seen. Untrusted text is inert. */
export function runLines(tree: RunTree, columns: number, colours: Colours): string[] {
  const { start, root, end } = tree;
  const lines = [
    `${colours.bold(inert(oneLine(start.request)))}`,
    colours.dim(`${start.planner} · ${start.model} · ${start.retriever}`),
    ...nodeLines(root, '', colours),
  ];
  if (end !== undefined) {
    const { modelCalls, apiCalls, inputTokens, outputTokens, costUsd, elapsedMs } = end.totals;
    const cost = costUsd === undefined ? '' : ` · $${costUsd.toFixed(4)}`;
    const totals = `${count(modelCalls, 'model call')} · ${count(apiCalls, 'API call')} · ${inputTokens} + ${outputTokens} tokens`;
    lines.push(colours.dim(`${end.outcome} · ${totals} · ${seconds(elapsedMs)}${cost}`));
  }
  return lines.map(line => fitWidth(line, columns));
}

function nodeLines(node: RunNode, indent: string, colours: Colours): string[] {
  const lines: string[] = [];
  for (const { hits, fit } of node.retrievals) {
    const chance = fit === undefined ? '' : colours.dim(`(${percent(fit.probability)} likely to fit) `);
    const found = hits.length === 0 ? 'nothing' : `${chance}${hits.map(hit => hit.name).join(', ')}`;
    lines.push(`${indent}${colours.cyan('retrieve')} ${found}`);
  }
  const said = node.reply?.content.trim() ?? '';
  if (said !== '' && node.answer?.from !== 'model')
    lines.push(`${indent}${colours.dim('say')} ${inert(oneLine(said))}`);
  for (const call of node.calls) lines.push(...callLines(call, indent, colours));
  // A chain of single children is a sequence to a reader, not a staircase.
  const deeper = node.children.length > 1 ? `${indent}  ` : indent;
  for (const child of node.children) lines.push(...nodeLines(child, deeper, colours));
  return lines;
}

function callLines({ start, end }: RunCall, indent: string, colours: Colours): string[] {
  const guessed = Object.entries(start.origins ?? {}).filter(([, origin]) => origin === 'made-up');
  const doubt =
    guessed.length === 0 ? '' : ` ${colours.yellow(`made up: ${inert(guessed.map(([name]) => name).join(', '))}`)}`;
  const call = `${indent}${colours.cyan('call')} ${inert(start.name)}(${inert(argumentText(start.arguments))})${doubt}`;
  if (end === undefined) return [call, `${indent}  ${colours.dim('…')}`];
  const { observation } = end;
  const mark = observation.status === 'ok' ? colours.green('✓') : colours.red('✗');
  const origin =
    observation.provenance === 'none' ? 'not run' : `${observation.provenance}, ${seconds(observation.elapsedMs)}`;
  const warnings = (observation.warnings ?? []).map(
    warning => `${indent}  ${colours.yellow('!')} ${colours.dim(inert(oneLine(warning)))}`,
  );
  return [call, `${indent}  ${mark} ${summary(observation)} ${colours.dim(`(${origin})`)}`, ...warnings];
}

function summary(observation: Observation): string {
  if (observation.status !== 'ok') return inert(oneLine(describeObservation(observation)));
  const lines = observation.body.split('\n').length;
  return lines > 1 ? `${lines} lines` : inert(oneLine(observation.body));
}

/** Arguments as a person writes a call: `text: "capuchin", width: 80`. */
function argumentText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${JSON.stringify(member)}`)
    .join(', ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
