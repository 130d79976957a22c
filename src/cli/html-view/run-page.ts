import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeObservation } from '../../execution/index.js';
import {
  type RunCall,
  type RunNode,
  type RunTree,
  stepCost,
  summarizeBranch,
  undoneCalls,
  walkRun,
  wayThrough,
} from '../../trajectory/index.js';
import { cut } from '../run-transcript.js';
import { branchWords, costWords, count, endWords, oneLine, seconds } from '../run-words.js';
import { html, type Markup } from './markup.js';

export interface RunPageOptions {
  /** Opens branches that were left, too. Default false. */
  readonly all?: boolean;
  /** Of a text or an observation, in characters. Default 20,000. */
  readonly maxCharacters?: number;
}

interface Drawing {
  readonly way: ReadonlySet<number>;
  readonly undone: ReadonlySet<string>;
  readonly all: boolean;
  readonly text: (value: string) => string;
}

/**
 * A run as one HTML page that loads nothing and runs nothing: the answer, and below it the tree of steps, folded where they
 * led nowhere. What the model and the APIs said is text and nothing else.
 */
export function runPage(tree: RunTree, { all = false, maxCharacters = 20_000 }: RunPageOptions = {}): string {
  const style = readFileSync(new URL('./run-page.css', import.meta.url), 'utf8');
  const { start, root } = tree;
  const text = (value: string) => cut(value, maxCharacters);
  const drawing: Drawing = { way: wayThrough(tree), undone: undoneCalls(tree), all, text };
  const title = cut(oneLine(start.request), 200);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
`;
  const body = html`</head>
<body>
<h1>${text(oneLine(start.request))}</h1>
<p class="facts">${factWords(tree)}</p>
${answerPart(tree, drawing)}
<h2>Steps</h2>
${retrievals(root)}${root.calls.map(call => callPart(root, call, drawing))}${children(root, drawing)}
</body>
</html>
`;
  return `${page.text}<style>${style}</style>\n${body.text}`;
}

/** Nothing may be loaded, run, sent or framed; of styles only this one holds. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function factWords({ start, end }: RunTree): string {
  const from = start.forkedFrom === undefined ? [] : [`from ${start.forkedFrom.runId}, step ${start.forkedFrom.node}`];
  const facts = [start.runId, start.planner, start.model, start.retriever, ...from];
  if (end === undefined) return [...facts, 'not ended'].join(' · ');
  const { modelCalls, apiCalls, inputTokens, outputTokens, costUsd, elapsedMs } = end.totals;
  return [
    ...facts,
    end.outcome,
    count(modelCalls, 'model call'),
    count(apiCalls, 'API call'),
    `${inputTokens} + ${outputTokens} tokens`,
    ...(costUsd === undefined ? [] : [`$${costUsd.toFixed(4)}`]),
    seconds(elapsedMs),
  ].join(' · ');
}

function answerPart(tree: RunTree, { text }: Drawing): Markup {
  const answer = [...walkRun(tree)].findLast(node => node.answer !== undefined)?.answer;
  if (answer !== undefined) return html`<div class="answer">${text(answer.text)}</div>`;
  const reason = tree.end?.reason;
  return html`<p class="failed">No answer${reason === undefined ? '' : `: ${text(reason)}`}</p>`;
}

function retrievals({ retrievals: all }: RunNode): Markup[] {
  return all.map(({ hits }) => html`<p>found ${hits.map(({ name }) => name).join(', ') || 'nothing'}</p>`);
}

function children(node: RunNode, drawing: Drawing): Markup[] {
  return node.children.map(child => stepPart(child, drawing));
}

function stepPart(node: RunNode, drawing: Drawing): Markup {
  const { way, all, text } = drawing;
  const isOnWay = way.has(node.id);
  const kind = isOnWay ? 'way' : node.role === undefined ? 'left' : 'role';
  const said = node.reply?.content.trim() ?? '';
  const ended = endWords(node);
  const opening = isOnWay || all ? html`<details class="${kind}" open>` : html`<details class="${kind}">`;
  return html`${opening}<summary>${headline(node, isOnWay)} <span class="cost">${stepFacts(node)}</span></summary>
${retrievals(node)}${said === '' ? undefined : html`<pre>${text(said)}</pre>`}${node.calls.map(call => callPart(node, call, drawing))}${
  ended === '' ? undefined : html`<p class="failed">${ended}</p>`
}
${children(node, drawing)}</details>
`;
}

function headline(node: RunNode, isOnWay: boolean): Markup {
  if (node.role !== undefined) return html`${node.id} ${oneLine(node.role)}`;
  const called = node.calls.filter(({ start }) => start.undoes === undefined).map(({ start }) => start.name);
  const what = called.length > 0 ? called.join(', ') : deedOf(node);
  const branch = summarizeBranch(node);
  if (isOnWay) return html`${node.id} ${what}`;
  return html`${node.id} ${what} <span class="${branch.end === undefined ? 'cost' : 'failed'}">${branchWords(branch)}</span>`;
}

/** What a step without calls does. */
function deedOf({ answer, outcome }: RunNode): string {
  if (answer !== undefined) return 'answers';
  return outcome === 'gave-up' ? 'gives up' : 'says';
}

function stepFacts(node: RunNode): Markup {
  const cost = stepCost(node);
  const score = node.score === undefined ? '' : ` · score ${Number(node.score.toFixed(3))}`;
  return html`${costWords(cost)}${score} ${cost.provenances.map(origin => html`<span class="origin">${origin}</span> `)}`;
}

function callPart(node: RunNode, { start, end }: RunCall, { undone, text }: Drawing): Markup {
  const args = text(JSON.stringify(start.arguments, null, 2));
  const isUndone = undone.has(`${node.id}/${start.callId}`);
  const marks = [isUndone ? 'undone' : '', start.undoes === undefined ? '' : `takes back ${start.undoes}`];
  const marked = marks.filter(mark => mark !== '').map(mark => html` <span class="marked">${mark}</span>`);
  if (end === undefined)
    return html`<details open><summary>${start.name}${marked} …</summary><pre>${args}</pre></details>`;
  const { observation, reusedFrom } = end;
  const { status, provenance, elapsedMs, warnings = [] } = observation;
  const made = provenance === 'none' ? 'not run' : `${provenance}, ${seconds(elapsedMs)}`;
  const how = reusedFrom === undefined ? made : `as at ${reusedFrom}, not called again`;
  return html`<details><summary>${start.name}${marked} <span class="${status === 'ok' ? 'cost' : 'failed'}">${status}</span> <span class="origin">${how}</span></summary>
<pre>${args}</pre><pre>${text(describeObservation(observation))}</pre>${warnings.map(warning => html`<p class="marked">${oneLine(warning)}</p>`)}</details>
`;
}
