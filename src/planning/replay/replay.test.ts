import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { readTreeTraces } from './read-tree-traces.js';
import { replayTraces } from './replay-traces.js';
import { replayTree } from './replay-tree.js';
import { treeDifferences } from './tree-differences.js';
import { type TreeTrace, treeTraceOf } from './tree-trace.js';

/** Two published trees, one by each rule; of their texts only what the search acts on is kept. */
const fixture = fileURLToPath(new URL('./fixtures/two-trees.jsonl', import.meta.url));
const pack = fileURLToPath(new URL('../../../../shared/data/toolbench/dfs_traces.dev.jsonl', import.meta.url));
const isThere = existsSync(pack);

const folder = mkdtempSync(join(tmpdir(), 'capuchin-traces-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string): string {
  const path = join(folder, `${Math.random()}.jsonl`);
  writeFileSync(path, content);
  return path;
}

describe('a recorded tree', () => {
  let current: TreeTrace;
  let older: TreeTrace;
  beforeAll(async () => {
    const traces: TreeTrace[] = [];
    for await (const trace of readTreeTraces(fixture)) traces.push(trace);
    [current, older] = traces as [TreeTrace, TreeTrace];
  });

  it('is made anew by the rule it was made by', async () => {
    expect(await replayTraces(fixture, { only: 'all' })).toEqual({
      trees: 2,
      equal: 2,
      differences: [],
      compared: expect.arrayContaining(['model calls', 'terminals', 'final answer']),
      replayed: [
        { trace: current.name, rule: 'toolbench', modelCalls: 25, nodes: 65, differences: 0 },
        { trace: older.name, rule: 'toolbench-older', modelCalls: 12, nodes: 26, differences: 0 },
      ],
    });
  });

  it('is not made by the other rule', async () => {
    const first = await replayTraces(fixture, { rule: 'toolbench-older' });
    expect(first).toMatchObject({ trees: 1, equal: 0 });
    expect(first.differences.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^children of node/));
    expect(await replayTraces(fixture, { rule: 'toolbench', only: older.name })).toMatchObject({ trees: 1, equal: 0 });
  });

  it('finds whose turn it is by itself: what was recorded of the tree has no say in it', async () => {
    const silent = { ...current, turns: current.turns.map(turn => ({ ...turn, parent: 0, depth: 0 })) };
    expect(await replayTree(silent)).toEqual(await replayTree(current));
  });

  it('differs in whatever was changed in the record', async () => {
    const change = async (changed: Partial<TreeTrace>) => {
      const trace = { ...current, ...changed };
      return treeDifferences(trace, await replayTree(trace)).map(({ what, recorded, found }) => [
        what,
        recorded,
        found,
      ]);
    };
    const turns = [...current.turns];
    const turn = (i: number) => turns[i] as TreeTrace['turns'][number];
    expect(await change({})).toEqual([]);
    expect(await change({ expected: { ...current.expected, modelCalls: 26, win: true } })).toEqual([
      ['model calls', 26, 25],
      ['win', true, false],
    ]);
    expect(await change({ turns: turns.with(1, { ...turn(1), parent: 0 }) })).toEqual([
      ['children of node 0', [1, 2, 15], [1, 15]],
      ['children of node 1', expect.not.arrayContaining([2]), expect.arrayContaining([2])],
    ]);
    expect(await change({ turns: turns.with(0, { ...turn(0), depth: 9 }) })).toEqual([
      ['depth of node 1', 9, turn(0).depth],
    ]);
    // A name that no function has is not what was recorded of it.
    expect(await change({ functions: [] })).toContainEqual(['status of node 1', 0, 1]);
    const answer = { ...current.expected, finalAnswer: '{}' };
    expect(await change({ expected: answer })).toContainEqual([
      'final answer',
      '{}',
      expect.stringContaining('give_up'),
    ]);
  });

  it('differs where the search asks for more replies than were recorded, or for fewer', async () => {
    const fewer = { ...current, turns: current.turns.slice(0, 5) };
    expect((await replayTree(fewer)).tree.modelCalls).toBe(6);
    const more = { ...older, turns: [...older.turns, ...older.turns] };
    const differences = treeDifferences(more, await replayTree(more));
    expect(differences.every(({ what }) => what.startsWith('children of node'))).toBe(true);
    expect(differences.length).toBeGreaterThan(0);
  });

  it('counts the reply that ToolBench asks for last and throws away', async () => {
    const settings = { ...current.settings, maxCalls: 4 };
    const { tree, turns } = await replayTree({ ...current, settings, turns: current.turns.slice(0, 3) });
    expect(tree).toMatchObject({ modelCalls: 4, expanded: 4 });
    expect(turns).toHaveLength(3);
  });
});

describe('a turn', () => {
  const call = { name: 'look', arguments: '{}' };
  const finish = { name: 'Finish', arguments: '{"return_type":"give_answer","final_answer":"It is 1."}' };
  const row = (turns: readonly object[]): JsonValue => ({
    trace: 'by-hand',
    rule: 'current',
    forward_args: { single_chain_max_step: 12, tree_beam_size: 2, max_query_count: 200, answer: 1 },
    functions: [{ name: 'look' }],
    turns: turns as JsonValue[],
    expected: {
      query_count: 3,
      nodes: 7,
      max_length: 7,
      expanded: 4,
      terminal: 1,
      gave_up: 0,
      win: true,
      valid_data: true,
      finish_type: 'give_answer',
      final_answer: finish.arguments,
      train_message_lists: 3,
    },
  });

  it('is one node for a thought, two for a call, three for both', async () => {
    const trace = treeTraceOf(
      row([
        { content: 'I think.', parent_expand: 0, depth: 1 },
        { content: null, function_call: call, status: 0, parent_expand: 1, depth: 3 },
        { content: '', function_call: finish, status: 3, parent_expand: 2, depth: 6 },
      ]),
      'row',
    );
    const replayed = await replayTree(trace);
    expect(replayed.turns).toEqual([
      { depth: 1, outcome: 'open', parent: 0, expansion: 1 },
      { depth: 3, outcome: 'open', parent: 1, expansion: 2, status: 0 },
      { depth: 6, outcome: 'answered', parent: 2, expansion: 3, status: 3 },
    ]);
    expect(treeDifferences(trace, replayed)).toEqual([]);
  });

  it('must be one', () => {
    const read = (value: JsonValue) => () => treeTraceOf(value, 'row');
    expect(read([])).toThrow('no trace of a recorded tree: row: an object was expected');
    expect(read(row([{ parent_expand: 0 }]))).toThrow('row: turns[0]: depth: a whole number was expected');
    expect(read(row([{ function_call: 'look', parent_expand: 0, depth: 2 }]))).toThrow(
      'row: turns[0]: function_call: an object was expected',
    );
    expect(read({ ...(row([]) as object), rule: 'curent' })).toThrow(
      'row: no rule named "curent"; did you mean "current"?',
    );
  });
});

describe('a file of traces', () => {
  it('is told from other files, by line', async () => {
    const first = readFileSync(fixture, 'utf8').split('\n')[0] as string;
    const other = fileOf(`${first}\n{"type":"run-start"}\n`);
    await expect(replayTraces(other, { only: 'all' })).rejects.toMatchObject({
      code: 'bad-tree-trace',
      message: `no trace of a recorded tree: ${other}:2: forward_args: an object was expected`,
    });
    await expect(replayTraces(fileOf(''))).rejects.toMatchObject({ code: 'bad-tree-trace' });
    await expect(replayTraces(fileOf('not JSON'))).rejects.toMatchObject({ code: 'bad-jsonl-row' });
    await expect(replayTraces(fixture, { only: 'G1' })).rejects.toMatchObject({ code: 'unknown-name', kind: 'trace' });
    await expect(replayTraces(fixture, { rule: 'newer' })).rejects.toMatchObject({ kind: 'rule' });
  });

  it.skipIf(!isThere)(`of all ten development trees gives them back${isThere ? '' : ' (pack absent)'}`, async () => {
    const { trees, equal, differences } = await replayTraces(pack, { only: 'all' });
    expect({ trees, equal, differences }).toEqual({ trees: 10, equal: 10, differences: [] });
    expect(await replayTraces(pack, { only: 'all', rule: 'toolbench' })).toMatchObject({ equal: 8 });
    expect(await replayTraces(pack, { only: 'all', rule: 'toolbench-older' })).toMatchObject({ equal: 6 });
  });
});
