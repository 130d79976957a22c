import type picocolors from 'picocolors';
import { fitWidth, type JsonValue } from '../base/index.js';
import { describeObservation, inert, type Observation } from '../execution/index.js';
import {
  type RunCall,
  type RunNode,
  type RunTree,
  stepCost,
  summarizeBranch,
  undoneCalls,
  wayThrough,
} from '../trajectory/index.js';
import { percent } from './percent.js';
import { branchWords, costWords, count, endWords, oneLine, seconds } from './run-words.js';

type Colours = ReturnType<typeof picocolors.createColors>;

export interface RunLinesOptions {
  /** Shows branches that were left step by step, too; otherwise each is a line. Default false. */
  readonly all?: boolean;
}

interface Drawing {
  readonly colours: Colours;
  readonly all: boolean;
  readonly way: ReadonlySet<number>;
  readonly undone: ReadonlySet<string>;
}

/**
 * A run as indented lines, each within `columns`: what was retrieved, said, called and seen on the way to the answer, or to
 * the latest step. Untrusted text is inert.
 */
export function runLines(
  tree: RunTree,
  columns: number,
  colours: Colours,
  { all = false }: RunLinesOptions = {},
): string[] {
  const { start, root, end } = tree;
  const from = start.forkedFrom === undefined ? '' : ` · from ${start.forkedFrom.runId}, node ${start.forkedFrom.node}`;
  const drawing: Drawing = { colours, all, way: wayThrough(tree), undone: undoneCalls(tree) };
  const lines = [
    `${colours.bold(inert(oneLine(start.request)))}`,
    colours.dim(inert(`${start.planner} · ${start.model} · ${start.retriever}${from}`)),
    ...nodeLines(root, '', drawing),
  ];
  if (end !== undefined) {
    const { modelCalls, apiCalls, inputTokens, outputTokens, costUsd, elapsedMs } = end.totals;
    const cost = costUsd === undefined ? '' : ` · $${costUsd.toFixed(4)}`;
    const totals = `${count(modelCalls, 'model call')} · ${count(apiCalls, 'API call')} · ${inputTokens} + ${outputTokens} tokens`;
    lines.push(colours.dim(`${end.outcome} · ${totals} · ${seconds(elapsedMs)}${cost}`));
  }
  return lines.map(line => fitWidth(line, columns));
}

function nodeLines(node: RunNode, indent: string, drawing: Drawing): string[] {
  const { colours, way } = drawing;
  const lines = node.parent === undefined ? [] : [headLine(node, indent, drawing)];
  for (const { hits, fit } of node.retrievals) {
    const chance = fit === undefined ? '' : colours.dim(`(${percent(fit.probability)} likely to fit) `);
    const found = hits.length === 0 ? 'nothing' : `${chance}${hits.map(hit => inert(hit.name)).join(', ')}`;
    lines.push(`${indent}${colours.cyan('retrieve')} ${found}`);
  }
  const said = inert(oneLine(node.reply?.content ?? ''));
  if (said !== '' && node.role === undefined && node.answer?.from !== 'model')
    lines.push(`${indent}${colours.dim('say')} ${said}`);
  for (const call of node.calls) lines.push(...callLines(node, call, indent, drawing));
  const ended = endWords(node);
  if (ended !== '') lines.push(`${indent}${colours.red('✗')} ${ended}`);
  // A chain of single steps is a sequence to a reader, not a staircase.
  const steps = node.children.filter(({ role }) => role === undefined);
  const deeper = steps.length > 1 ? `${indent}  ` : indent;
  // The way that led on is read last, whenever it was taken.
  const [left, onWay] = [node.children.filter(({ id }) => !way.has(id)), node.children.filter(({ id }) => way.has(id))];
  for (const child of left) lines.push(...leftLines(child, deeper, drawing));
  for (const child of onWay) lines.push(...nodeLines(child, deeper, drawing));
  return lines;
}

/** The step's place, what it took, and what it is held to be worth. */
function headLine(node: RunNode, indent: string, { colours }: Drawing): string {
  const score = node.score === undefined ? '' : ` · score ${Number(node.score.toFixed(3))}`;
  const role = node.role === undefined ? '' : ` ${inert(oneLine(node.role))}`;
  const said = node.role === undefined ? '' : `: ${inert(oneLine(node.reply?.content ?? '…'))}`;
  return `${indent}${colours.dim(`${node.id}${role} ${costWords(stepCost(node))}${score}${said}`)}`;
}

/** A branch beside the way: in full where all is wanted, or in a line. */
function leftLines(node: RunNode, indent: string, drawing: Drawing): string[] {
  const { colours, all } = drawing;
  const branch = summarizeBranch(node);
  if (all || branch.steps === 0) return nodeLines(node, indent, drawing);
  const mark = branch.end === undefined ? colours.dim('·') : colours.red('✗');
  const score = node.score === undefined ? '' : colours.dim(` (score ${Number(node.score.toFixed(3))})`);
  return [`${indent}${colours.dim(`${node.id}`)} ${mark} ${branchWords(branch)}${score}`];
}

function callLines(node: RunNode, { start, end }: RunCall, indent: string, drawing: Drawing): string[] {
  const { colours, undone } = drawing;
  const guessed = Object.entries(start.origins ?? {}).filter(([, origin]) => origin === 'made-up');
  const doubt =
    guessed.length === 0 ? '' : ` ${colours.yellow(`made up: ${inert(guessed.map(([name]) => name).join(', '))}`)}`;
  const isUndone = undone.has(`${node.id}/${start.callId}`) ? ` ${colours.yellow('undone')}` : '';
  const verb = start.undoes === undefined ? colours.cyan('call') : colours.yellow('undo');
  const call = `${indent}${verb} ${inert(start.name)}(${inert(argumentText(start.arguments))})${doubt}${isUndone}`;
  if (end === undefined) return [call, `${indent}  ${colours.dim('…')}`];
  const { observation, reusedFrom } = end;
  const mark = observation.status === 'ok' ? colours.green('✓') : colours.red('✗');
  const made = reusedFrom === undefined ? originWords(observation) : `as at ${inert(reusedFrom)}, not called again`;
  const warnings = (observation.warnings ?? []).map(
    warning => `${indent}  ${colours.yellow('!')} ${colours.dim(inert(oneLine(warning)))}`,
  );
  return [call, `${indent}  ${mark} ${summary(observation)} ${colours.dim(`(${made})`)}`, ...warnings];
}

function originWords({ provenance, elapsedMs }: Observation): string {
  return provenance === 'none' ? 'not run' : `${provenance}, ${seconds(elapsedMs)}`;
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
