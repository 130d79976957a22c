import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

/** What is looked up, sent and written stands in files, so that calls that were made can be counted. */
const notes = `import { appendFileSync, rmSync } from 'node:fs';
const text = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
export const look = { name: 'look_up_note', description: 'Looks up a note.', effect: 'read', parameters: text,
  run: ({ text }) => { appendFileSync(new URL('./looked.txt', import.meta.url), text + '\\n'); return 'note ' + text; } };
export const add = { name: 'send_note', description: 'Sends a note, which cannot be taken back.', effect: 'irreversible', parameters: text,
  run: ({ text }) => { appendFileSync(new URL('./sent.txt', import.meta.url), text + '\\n'); return 'sent ' + text; } };
export const write = { name: 'write_note', description: 'Writes a note.', effect: 'reversible', parameters: text,
  undo: () => ({ description: 'remove the note', function: 'remove_note', arguments: { text: '' } }),
  run: ({ text }) => { appendFileSync(new URL('./written.txt', import.meta.url), text + '\\n'); return 'written'; } };
export const remove = { name: 'remove_note', description: 'Removes it.', effect: 'irreversible', parameters: text,
  run: () => { rmSync(new URL('./written.txt', import.meta.url)); return 'removed'; } };`;

async function homeWithNotes() {
  const home = new Home();
  home.env = { ...home.env, CAPUCHIN_PLANNER: undefined };
  await home.run('import', 'functions', home.file('notes.mjs', notes), '-c', 'notes');
  return {
    home,
    made: (what: 'looked' | 'sent' | 'written') => {
      try {
        return readFileSync(join(home.folder, `${what}.txt`), 'utf8')
          .trim()
          .split('\n');
      } catch {
        return [];
      }
    },
    runFiles: () => readdirSync(join(home.folder, 'data/runs')).sort(),
    events: (file: string) =>
      readFileSync(join(home.folder, 'data/runs', file), 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
  };
}

/** A script at a place of its own, so that a run can go on with other replies of the same model. */
function scriptAt(home: Home, ...replies: unknown[]): string {
  return `scripted:${home.file('model.json', JSON.stringify(replies))}`;
}

const ask = ['ask', '-c', 'notes', '--yes', '--model'] as const;

describe('runs resume', () => {
  it('goes on after a failure without doing anything again', async () => {
    const { home, made, runFiles, events } = await homeWithNotes();
    const model = scriptAt(home, calling('look_up_note', { text: 'a' }), calling('send_note', { text: 'a' }));
    const failed = await home.run(...ask, model, 'look up and send the note a');
    expect([failed.code, made('looked'), made('sent')]).toEqual([1, ['a'], ['a']]);
    const [file = ''] = runFiles();
    const before = events(file);
    expect(before[0]).toMatchObject({ planner: 'dfsdt', plannerOptions: { width: 2 } });

    scriptAt(home, 'The note was sent.');
    const resumed = await home.run('runs', 'resume', 'last', '--yes');
    expect([resumed.code, resumed.stdout]).toEqual([0, 'The note was sent.\n']);
    expect([made('looked'), made('sent'), runFiles()]).toEqual([['a'], ['a'], [file]]);
    const after = events(file);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ type }) => type)).toEqual([
      'run-resume',
      'model-end',
      'step-end',
      'answer',
      'run-end',
    ]);
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_event, i) => i));
    expect(after.at(-1)).toMatchObject({ outcome: 'answered', totals: { modelCalls: 3, apiCalls: 2 } });

    const again = await home.run('runs', 'resume', 'last');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('has answered, so nothing is left to go on with; capuchin runs fork ');
  });

  it('makes no call again that was under way and may have changed something', async () => {
    const { home, made, runFiles, events } = await homeWithNotes();
    const model = scriptAt(home, calling('look_up_note', { text: 'a' }), calling('send_note', { text: 'a' }), 'never');
    await home.run(...ask, model, 'look up and send the note a');
    const [file = ''] = runFiles();
    const path = join(home.folder, 'data/runs', file);
    const kept = events(file).slice(0, 1 + events(file).findLastIndex(({ type }) => type === 'call-start'));
    // Killed in the call, while the next line was written.
    writeFileSync(path, `${kept.map(event => JSON.stringify(event)).join('\n')}\n{"type":"call-e`);
    scriptAt(home, 'I do not know whether it was sent.');
    const { code, stdout } = await home.run('runs', 'resume', file.replace('.jsonl', ''), '--yes', '--json');
    expect([code, made('sent')]).toEqual([0, ['a']]);
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines[1]).toMatchObject({
      type: 'call-end',
      observation: { status: 'failed', reason: expect.stringContaining('whether it was made is unknown') },
    });
  });

  it('leaves the file as it is where the planner goes another way', async () => {
    const { home, runFiles, events } = await homeWithNotes();
    await home.run(...ask, scriptAt(home, calling('look_up_note', { text: 'a' })), 'look up the note a');
    const [file = ''] = runFiles();
    const path = join(home.folder, 'data/runs', file);
    const other = events(file).map(event => ({ ...event, ...(event.type === 'retrieve-start' ? { query: 'b' } : {}) }));
    writeFileSync(path, `${other.map(event => JSON.stringify(event)).join('\n')}\n`);
    const text = readFileSync(path, 'utf8');
    const { code, stderr } = await home.run('runs', 'resume', 'last');
    expect(code).toBe(1);
    expect(stderr).toContain('a search for "b" at node 0 (event 1) is on record, and now comes a search for "look up');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('counts a budget from the beginning of the run', async () => {
    const { home, made } = await homeWithNotes();
    const model = scriptAt(
      home,
      calling('look_up_note', { text: 'a' }),
      calling('look_up_note', { text: 'b' }),
      'Both.',
    );
    const limited = [...ask, model, '--budget', 'calls=1', 'look up the notes a and b'] as const;
    expect((await home.run(...limited)).code).toBe(4);
    scriptAt(home, 'Both.');
    expect((await home.run('runs', 'resume', 'last')).code).toBe(4);
    expect(made('looked')).toEqual(['a']);
    const resumed = await home.run('runs', 'resume', 'last', '--budget', 'calls=2');
    expect([resumed.code, resumed.stdout, made('looked')]).toEqual([0, 'Both.\n', ['a', 'b']]);
  });

  it('leaves a run alone that another process is at', async () => {
    const { home, runFiles } = await homeWithNotes();
    await home.run(...ask, scriptAt(home, calling('look_up_note', { text: 'a' })), 'look up the note a');
    const [file = ''] = runFiles();
    const locks = join(home.folder, 'cache/locks');
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, file.replace('.jsonl', '.lock')), `${process.pid} ${hostname()} somebody`);
    const { code, stderr } = await home.run('runs', 'resume', 'last');
    expect([code, stderr]).toEqual([1, expect.stringContaining('another process is at')]);
  });

  it('refuses calls that no planner decided', async () => {
    const { home } = await homeWithNotes();
    const start = { type: 'run-start', format: 'capuchin-run', version: 1, runId: 'r', planner: 'call' };
    const path = home.file('r.jsonl', `${JSON.stringify(start)}\n`);
    expect((await home.run('runs', 'resume', path)).stderr).toContain('was decided by no planner ("call")');
  });
});

describe('runs fork', () => {
  it('takes another way from a step, in a run of its own', async () => {
    const { home, made, runFiles, events } = await homeWithNotes();
    const model = scriptAt(home, calling('look_up_note', { text: 'a' }), calling('send_note', { text: 'a' }), 'Sent.');
    await home.run(...ask, model, 'look up and send the note a');
    const [file = ''] = runFiles();
    const text = readFileSync(join(home.folder, 'data/runs', file), 'utf8');

    const other = home.script('It was only looked up.');
    const forked = await home.run(
      'runs',
      'fork',
      'last',
      '--node',
      '1',
      '--model',
      other,
      '-O',
      'width=1',
      '--seed',
      '5',
    );
    expect([forked.code, forked.stdout]).toEqual([0, 'It was only looked up.\n']);
    expect(forked.stderr).toContain('stays changed (capuchin undo takes it back): send_note');
    expect([made('looked'), made('sent')]).toEqual([['a'], ['a']]);
    expect(readFileSync(join(home.folder, 'data/runs', file), 'utf8')).toBe(text);
    const [, newer = ''] = runFiles();
    const [start, ...rest] = events(newer);
    expect(start).toMatchObject({
      forkedFrom: { runId: file.replace('.jsonl', ''), node: 1 },
      plannerOptions: { width: 1, seed: 5 },
      model: other,
    });
    const taken = events(file).slice(1, 8);
    expect(rest.slice(0, taken.length)).toEqual(taken);
    expect(rest.at(-1)).toMatchObject({ type: 'run-end', outcome: 'answered', totals: { modelCalls: 2, apiCalls: 1 } });
  });

  it('says what is wrong with a node or an option', async () => {
    const { home } = await homeWithNotes();
    const model = scriptAt(home, calling('look_up_note', { text: 'a' }), 'Done.');
    await home.run(...ask, model, 'look up the note a');
    expect(await home.run('runs', 'fork', 'last', '--node', '9')).toMatchObject({
      code: 3,
      stderr: 'capuchin: the run has no node 9; it has nodes 0 to 2\n',
    });
    const wrong = await home.run('runs', 'fork', 'last', '--node', '1', '-O', 'widht=3');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean "width"?')]);
  });
});

describe('runs rerun', () => {
  it('makes the run anew and says what has changed since', async () => {
    const { home, made, runFiles, events } = await homeWithNotes();
    const model = scriptAt(home, calling('look_up_note', { text: 'a' }), 'Done.');
    await home.run(...ask, model, '--planner', 'chain', '-O', 'maxSteps=5', '-k', '3', 'look up the note a');
    const more = `${notes}\nexport const more = { ...look, name: 'count_notes', description: 'Counts notes.' };`;
    await home.run('import', 'functions', home.file('more-notes.mjs', more), '-c', 'notes');
    const { code, stdout, stderr } = await home.run('runs', 'rerun', 'last');
    expect([code, stdout, made('looked')]).toEqual([0, 'Done.\n', ['a', 'a']]);
    expect(stderr).toContain('the collection notes has changed since that run');
    const [first = '', second = ''] = runFiles();
    const { collections: _old, runId: _id, at: _at, ...before } = events(first)[0];
    expect(events(second)[0]).toMatchObject(before);
    expect(before).toMatchObject({ planner: 'chain', plannerOptions: { maxSteps: 5 } });
  });
});

describe('a branch that is left', () => {
  it('is taken back while the run goes on, and folded when it is shown', async () => {
    const { home, made, runFiles } = await homeWithNotes();
    const model = scriptAt(
      home,
      calling('write_note', { text: 'a' }),
      calling('give_up', { reason: 'the note is wrong' }),
      calling('look_up_note', { text: 'a' }),
      'It stands there already.',
    );
    // Nobody can be asked here: what was allowed as reversible is taken back without.
    const asked = await home.run(...ask, model, '-O', 'retreat=2', 'write the note a');
    expect([asked.code, asked.stdout, made('written')]).toEqual([0, 'It stands there already.\n', []]);

    const tree = await home.run('runs', 'show', 'last');
    expect(tree.stdout).toContain('1 ✗ 2 steps, 1 call: gave up: the note is wrong');
    expect(tree.stdout).not.toContain('call write_note');
    const all = await home.run('runs', 'show', 'last', '--tree', '--all');
    expect(all.stdout).toContain('call write_note(text: "a") undone');
    expect(all.stdout).toContain('undo remove_note(text: "")');
    const steps = await home.run('runs', 'show', 'last', '--steps');
    expect(steps.stdout).toContain('  takes back, by remove_note');
    expect((await home.run('undo', 'last')).stderr).toContain('nothing to undo');

    const id = (runFiles()[0] ?? '').replace('.jsonl', '');
    const page = await home.run('runs', 'show', id, '--html', '-o', 'run.html');
    expect([page.code, page.stdout, page.stderr]).toEqual([0, '', expect.stringContaining('run.html')]);
    const text = readFileSync(join(home.folder, 'run.html'), 'utf8');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('<span class="marked">undone</span>');
    expect((await home.run('runs', 'show', 'last', '--html', '--steps')).code).toBe(2);
  });

  it('is taken back by what a file says only where the file is kept here', async () => {
    const { home, made, runFiles, events } = await homeWithNotes();
    const giveUp = calling('give_up', { reason: 'it is wrong' });
    await home.run(...ask, scriptAt(home, calling('write_note', { text: 'a' })), 'write the note a');
    const [file = ''] = runFiles();
    const text = events(file)
      .slice(0, -2)
      .map(event => `${JSON.stringify(event)}\n`)
      .join('');
    const elsewhere = home.file('elsewhere.jsonl', text);
    scriptAt(home, giveUp, calling('look_up_note', { text: 'a' }), 'It stands there.');
    expect(await home.run('runs', 'resume', elsewhere, '--yes')).toMatchObject({
      code: 0,
      stdout: 'It stands there.\n',
    });
    expect(made('written')).toEqual(['a']);
    expect(readFileSync(elsewhere, 'utf8')).toContain('was said by a file from elsewhere');

    expect((await home.run('runs', 'resume', 'last', '--yes')).stdout).toBe('It stands there.\n');
    expect(made('written')).toEqual([]);
  });
});
