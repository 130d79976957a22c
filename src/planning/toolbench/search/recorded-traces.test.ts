import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/index.js';
import { type ScriptedReply, scripted } from '../../../models/index.js';
import { type DfsAnswerFile, readAnswerFile, type TreeNode, writeAnswerFile } from '../../../trajectory/index.js';
import { olderToolbenchSearch, toolbenchSearch } from '../../dfsdt/search.js';
import { testTools } from '../../planner.contract.js';
import { modelAdapters } from '../dialects/model-adapters.js';
import type { StatusCode } from '../observations/status-codes.js';
import { type OfferedFunctions, offeredFunctions } from '../schema/offered-functions.js';
import type { FunctionSchema } from '../schema/print-function.js';
import { searchTree } from './search-tree.js';
import { toolBenchDefaults } from './toolbench-settings.js';
import { openTurns, type TurnsContext } from './turns.js';
import type { World } from './world.js';

const pack = fileURLToPath(new URL('../../../../../shared/data/toolbench/dfs_traces.dev.jsonl', import.meta.url));
const isThere = existsSync(pack);

interface Turn {
  readonly content?: string;
  readonly function_call?: { readonly name: string; readonly arguments: string };
  readonly observation?: string;
  readonly status?: StatusCode;
}

interface Trace {
  readonly trace: string;
  readonly query: string;
  readonly rule: string;
  readonly functions: readonly FunctionSchema[];
  readonly turns: readonly Turn[];
  readonly expected: JsonObject;
}

const traces: readonly Trace[] = isThere
  ? readFileSync(pack, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Trace)
  : [];

/** Drives the search with what was recorded. All tokens are those of the first reply: the recordings have only their sum. */
async function searched({ query, rule, functions, turns, expected }: Trace): Promise<DfsAnswerFile> {
  const replies = turns.map(({ content = '', function_call: call }, i): ScriptedReply => {
    const inputTokens = i === 0 ? Number(expected['total_tokens']) : 0;
    const usage = { inputTokens, outputTokens: 0, counted: true };
    return { text: content, toolCalls: call === undefined ? [] : [{ ...call, id: `${i}` }], usage };
  });
  const world: World = {
    async *call(_step, { id }) {
      yield* []; // nothing is told of
      const { observation = '', status = 0 } = turns[Number(id)] ?? {};
      return { code: status, text: observation };
    },
  };
  const offered: OfferedFunctions = { ...offeredFunctions([]), schemas: functions };
  const tools = testTools(scripted(replies), []);
  const settings = toolBenchDefaults;
  const context: TurnsContext = { query, offered, world, adapter: modelAdapters.functions, tools, settings };
  const search = searchTree(
    openTurns(context),
    context,
    2,
    rule === 'current' ? toolbenchSearch : olderToolbenchSearch,
  );
  for (;;) {
    const next = await search.next();
    if (next.done) return next.value.answer;
  }
}

describe.skipIf(!isThere)(`answer files made of the recorded trees${isThere ? '' : ' (pack absent)'}`, () => {
  it.each(traces)('has the figures of $trace', async trace => {
    expect(figuresOf(await searched(trace))).toEqual(trace.expected);
  });

  it.each(traces)('gives $trace back to the letter when it is read', async trace => {
    const text = writeAnswerFile(await searched(trace));
    const { answer, layout } = readAnswerFile(text, 'answer');
    expect(writeAnswerFile(answer, layout)).toBe(text);
    expect(answer).toEqual(await searched(trace));
  });
});

/** The figures that the pack keeps of a published file. */
function figuresOf({ win, tree, answer_generation: answer }: DfsAnswerFile) {
  const nodes = nodesOf(tree.tree);
  const ends = (code: number) => nodes.filter(node => node.observation_code === code).length;
  return {
    query_count: answer.query_count,
    total_tokens: answer.total_tokens,
    win,
    valid_data: answer.valid_data,
    finish_type: answer.finish_type,
    final_answer: answer.final_answer,
    nodes: tree.size,
    max_length: tree.max_length,
    expanded: 1 + Math.max(...nodes.map(({ expand_num: number }) => number)),
    terminal: ends(3),
    gave_up: ends(4),
    train_message_lists: answer.train_messages?.length ?? 0,
  };
}

function nodesOf(node: TreeNode): readonly TreeNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}
