import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const traces = fileURLToPath(new URL('../src/planning/replay/fixtures/two-trees.jsonl', import.meta.url));
const second = 'G1_answer/57_ChatGPT_DFS_woFilter_w2.json';

describe('replay tree', () => {
  it('prints what was replayed, and ends with 0 when all are equal', async () => {
    const home = new Home();
    const { code, stdout, stderr } = await home.run('replay', 'tree', '--all', traces);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `rule             model calls  differ  trace
toolbench                 25       0  G2_answer/119_ChatGPT_DFS_woFilter_w2.json
toolbench-older           12       0  G1_answer/57_ChatGPT_DFS_woFilter_w2.json
2 of 2 trees are equal
`,
    });
    expect(stderr).toContain('compared were expansion number, children, depth and status of every node');
  });

  it('takes the first tree, or one by name, and ends with 1 when it differs', async () => {
    const home = new Home();
    const first = await home.run('replay', 'tree', traces, '--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ trees: 1, equal: 1, differences: [] });

    const other = await home.run('replay', 'tree', traces, '--trace', second, '--rule', 'toolbench', '--json');
    expect(other.code).toBe(1);
    const { trees, equal, differences } = JSON.parse(other.stdout);
    expect({ trees, equal }).toEqual({ trees: 1, equal: 0 });
    expect(differences[0]).toEqual({
      trace: second,
      what: expect.any(String),
      recorded: expect.anything(),
      found: expect.anything(),
    });
    const told = await home.run('replay', 'tree', traces, '--trace', second, '--rule', 'toolbench');
    expect(told.stdout).toMatch(/children of node \d+: recorded \[/);
    expect(told.stdout).toMatch(/\n0 of 1 trees are equal\n$/);
  });

  it('says what is wrong with a file that holds no traces, and with names and flags it does not know', async () => {
    const home = new Home();
    const wrong = await home.run('replay', 'tree', home.file('run.jsonl', '{"type":"run-start"}\n'));
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('run.jsonl:1: forward_args: an object was expected');
    expect((await home.run('replay', 'tree', 'nowhere.jsonl')).stderr).toContain('cannot read');
    expect((await home.run('replay', 'tree', traces, '--all', '--trace', second)).code).toBe(2);
    expect((await home.run('replay', 'tree', traces, '--rule', 'newer')).stderr).toContain('no rule named "newer"');
  });
});
