import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

describe('the command line', () => {
  it('lists its commands, and explains each with examples', async () => {
    const home = new Home();
    const { code, stdout } = await home.run('--help');
    expect(code).toBe(0);
    const commands = [
      'ask',
      'call',
      'undo',
      'search',
      'show',
      'import',
      'collections',
      'docs',
      'index',
      'effects',
      'runs',
      'eval',
      'models',
      'artifacts',
      'config',
      'doctor',
      'completion',
    ];
    for (const command of commands) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
      expect((await home.run(command, '--help')).stdout).toContain('Example');
    }
  });

  it.each([
    [['serach', 'x'], 'Did you mean search?'],
    [['search', 'x', '--jsno'], 'Did you mean --json?'],
    [['ask', 'x', '--planner', 'dirct'], 'no planner named "dirct"; did you mean "direct"?'],
    [['ask', 'x', '--model', 'gpt'], 'no model provider named "gpt"'],
    [['ask', 'x', '--budget', 'much'], 'tokens (20000), dollars ($0.05), time (90s, 5m)'],
    [['import', 'toolbench', 'x.jsonl', '-c', 'toolbox'], '"toolbox" is the collection of the built-in functions'],
    [['import', 'nope', 'x'], 'no importer named "nope"'],
    [['completion', 'tcsh'], 'no shell named "tcsh"; known: bash, fish, zsh'],
    [['ask', ' '], 'the request is empty'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await new Home().run(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('answers by calling a function, and keeps which API was called with which arguments by which model', async () => {
    const home = new Home();
    const model = home.script(calling('ascii_art', { text: 'Hi' }));
    const asked = await home.run('ask', '--model', model, 'draw', 'Hi', 'as', 'ASCII', 'art');
    expect(asked.code).toBe(0);
    expect(asked.stdout).toContain('| |_| | |');
    const { runs } = JSON.parse((await home.run('runs', 'list', '--json')).stdout);
    expect(runs).toMatchObject([{ request: 'draw Hi as ASCII art', outcome: 'answered', called: ['ascii_art'] }]);

    const events = readFileSync(runs[0].path, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(events[0]).toMatchObject({ format: 'capuchin-run', version: 1, model, planner: 'direct' });
    expect(events.find(event => event.type === 'call-start')).toMatchObject({
      apiId: 'toolbox/ascii-art/ascii_art',
      arguments: { text: 'Hi' },
    });
    const shown = await home.run('runs', 'show', 'last');
    expect(shown.stdout).toContain('call ascii_art(text: "Hi")');
    const exported = JSON.parse((await home.run('runs', 'export', runs[0].id)).stdout);
    expect(exported.messages.map((message: { role: string }) => message.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
    ]);
  });

  it('prints a run as events, one a line, and nothing else on stdout', async () => {
    const home = new Home();
    const asked = await home.run(
      'ask',
      '--json',
      '--model',
      home.script(calling('ascii_art', { text: 'Hi' })),
      'ascii art of Hi',
    );
    const types = asked.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).type);
    expect([types[0], types.at(-1)]).toEqual(['run-start', 'run-end']);
  });

  it('says when nothing fits, lists the nearest and exits with 3', async () => {
    const home = new Home();
    const { code, stdout } = await home.run(
      'ask',
      '--model',
      home.script('None of these orders pizza.'),
      'order text of pizza',
    );
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^No API in the collection fits this request\.\nThe model says: None of these orders pizza\.\nNothing near it speaks of: pizza\nNearest:\n {2}\w+: /,
    );
    const nothing = await home.run('search', 'zzzqqq');
    expect(nothing).toMatchObject({ code: 3, stdout: '' });
  });

  it('stops hard at a budget with exit code 4 and keeps the run', async () => {
    const home = new Home();
    const { code, stderr } = await home.run('ask', '--budget', '5', '--model', home.script('never said'), 'ascii art');
    expect(code).toBe(4);
    expect(stderr).toContain('budget-spent');
    expect((await home.run('runs')).stdout).toContain('budget-spent');
  });

  it('gives what is known for scripts: every list as JSON', async () => {
    const home = new Home();
    const json = async (...args: string[]) => JSON.parse((await home.run(...args, '--json')).stdout);
    expect((await json('collections')).collections).toMatchObject([{ name: 'toolbox', importer: 'functions' }]);
    expect((await json('search', 'draw text as ascii art', '-k', '1')).hits).toMatchObject([
      { name: 'ascii_art', effect: 'read' },
    ]);
    expect(await json('show', 'ascii_art')).toMatchObject({ id: 'toolbox/ascii-art/ascii_art', effect: 'read' });
    expect((await json('models')).providers.map((each: { name: string }) => each.name)).toContain('llama');
    expect((await json('artifacts')).artifacts[0]).toMatchObject({ state: 'missing' });
    expect((await json('doctor')).findings[0]).toMatchObject({ what: 'Node', state: 'ok' });
    home.env['CAPUCHIN_MODEL'] = 'openai:m';
    expect((await json('config')).settings.model).toMatchObject({ value: 'openai:m', origin: 'environment' });
  });

  it('takes settings from a project file, and names a key that is no setting', async () => {
    const home = new Home();
    home.file('capuchin.config.json', '{"retriever": "bm25"}');
    expect(JSON.parse((await home.run('search', 'ascii art', '--json')).stdout).retriever).toBe('bm25');
    home.file('capuchin.config.json', '{"retreiver": "bm25"}');
    const { code, stderr } = await home.run('search', 'x');
    expect(code).toBe(2);
    expect(stderr).toContain('no setting is named "retreiver"; did you mean "retriever"?');
  });

  it('names the nearest API or collection for one that is not there', async () => {
    const home = new Home();
    const api = await home.run('show', 'ascii_atr');
    expect(api).toMatchObject({ code: 3, stdout: '' });
    expect(api.stderr).toContain('nearest: ascii_art');
    expect((await home.run('search', 'x', '-c', 'tolbox')).stderr).toContain('did you mean "toolbox"?');
  });

  it('prints completion scripts that know the commands', async () => {
    const home = new Home();
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await home.run('completion', shell);
      expect(code).toBe(0);
      for (const word of ['ask', 'collections', '--model', 'export']) expect(stdout).toContain(word);
    }
  });

  it('fetches nothing offline and says which sources were refused', async () => {
    const home = new Home();
    home.env['CAPUCHIN_OFFLINE'] = '1';
    const { code, stderr } = await home.run('artifacts', 'pull', 'smollm2-135m-instruct');
    expect(code).toBe(1);
    expect(stderr).toContain('CAPUCHIN_OFFLINE is set');
  });
});

describe('importing', () => {
  const row = (id: string) =>
    JSON.stringify({
      id,
      category_name: 'Weather',
      tool_name: 'Sky',
      api_name: `forecast ${id}`,
      api_description: 'Forecast of the weather.',
      method: 'GET',
      required_parameters: [{ name: 'city', type: 'STRING', description: 'City', default: '' }],
      optional_parameters: [],
    });

  it('keeps what is good of a file, names what is not by line, and is idempotent', async () => {
    const home = new Home();
    const path = home.file('apis.jsonl', `${row('a1')}\n{"id": broken\n${row('a2')}\n`);
    const first = await home.run('import', 'toolbench', path, '--collection', 'sky');
    expect(first.stdout).toBe('sky: 2 APIs (2 added, 0 changed, 0 unchanged, 0 removed)\n');
    expect(first.stderr).toContain(`refused ${path} line 2: not JSON`);
    const again = await home.run('import', 'toolbench', path, '--collection', 'sky');
    expect(again.stdout).toBe('sky: 2 APIs (0 added, 0 changed, 2 unchanged, 0 removed)\n');

    home.file('apis.jsonl', `${row('a2')}\n${row('a3')}\n`);
    const changed = JSON.parse((await home.run('import', 'toolbench', path, '--collection', 'sky', '--json')).stdout);
    expect(changed).toMatchObject({ added: 1, removed: 1, unchanged: 1 });
    expect((await home.run('search', 'forecast', '-c', 'sky')).stdout).toContain('sky_forecast_a3');
    expect((await home.run('collections', 'remove', 'sky')).code).toBe(0);
    expect((await home.run('search', 'forecast', '-c', 'sky')).code).toBe(3);
  });

  it('imports and runs functions of a module of the user', async () => {
    const home = new Home();
    const path = home.file(
      'mine.mjs',
      `export const greet = { name: 'greet', description: 'Greets a person by name.', effect: 'read',
         parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
         run: ({ name }) => 'Hello ' + name };
       export const broken = { name: 'not legal', description: '', parameters: {}, run: () => 1 };`,
    );
    const imported = await home.run('import', 'functions', path, '-c', 'mine');
    expect(imported.stdout).toContain('mine: 1 APIs');
    expect(imported.stderr).toContain('broken');
    const asked = await home.run(
      'ask',
      '-c',
      'mine',
      '--model',
      home.script(calling('greet', { name: 'Ada' })),
      'greet Ada',
    );
    expect(asked.stdout).toBe('Hello Ada\n');
  });
});

describe('calling safely', () => {
  it('refuses to change anything where nobody can be asked, and does it with --yes', async () => {
    const home = new Home();
    const write = calling('write_file', { path: 'note.txt', text: 'hello' });
    const refused = await home.run('ask', '--model', home.script(write), 'save a text file in the workspace');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('needs approval, and nobody can be asked here; --yes approves');
    expect(existsSync(join(home.folder, 'note.txt'))).toBe(false);

    const readOnly = await home.run(
      'ask',
      '--read-only',
      '--yes',
      '--model',
      home.script(write),
      'save a text file in the workspace',
    );
    expect(readOnly.stderr).toContain('only reading is allowed (--read-only)');

    const done = await home.run('ask', '--yes', '--model', home.script(write), 'save a text file in the workspace');
    expect(done.code).toBe(0);
    expect(readFileSync(join(home.folder, 'note.txt'), 'utf8')).toBe('hello');
  });

  it('follows a policy file, and refuses a wrong one', async () => {
    const home = new Home();
    const policy = home.file(
      'policy.json',
      JSON.stringify({
        version: 1,
        rules: [{ match: { api: 'ascii_*' }, decision: 'deny', reason: 'no art at work' }],
      }),
    );
    const model = home.script(calling('ascii_art', { text: 'Hi' }));
    const denied = await home.run('ask', '--policy', policy, '--model', model, 'ascii art of Hi');
    expect(denied.stderr).toContain('no art at work');
    home.file('policy.json', '{"version": 1, "ruels": []}');
    const wrong = await home.run('ask', '--policy', policy, '--model', model, 'ascii art of Hi');
    expect(wrong.stderr).toContain('ruels');
  });

  it('tells the model of wrong arguments, and runs nothing', async () => {
    const home = new Home();
    const wrong = calling('ascii_art', { txt: 7 });
    const { code, stdout } = await home.run('ask', '--model', home.script(wrong, wrong), 'ascii art');
    expect(code).toBe(1);
    expect(stdout).toContain('Arguments rejected');
    expect(stdout).toContain('"text"');
  });

  it('reaches a private address only when the user allows it, also behind a redirect', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: '/here' }).end();
      else response.setHeader('content-type', 'application/json').end('{"sky":"clear"}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const home = new Home();
      const document = home.file(
        'sky.json',
        JSON.stringify({
          openapi: '3.1.0',
          info: { title: 'Sky', version: '1' },
          servers: [{ url: `http://127.0.0.1:${port}` }],
          paths: { '/away': { get: { operationId: 'sky', summary: 'The sky now.', responses: {} } } },
        }),
      );
      await home.run('import', 'openapi', document, '-c', 'sky');
      const ask = (...flags: string[]) =>
        home.run('ask', '-c', 'sky', ...flags, '--model', home.script(calling('sky', {})), 'how is the sky');
      const refused = await ask();
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/127\.0\.0\.1.*private|loopback/i);
      const allowed = await ask('--allow-hosts', `127.0.0.1:${port}`);
      expect(JSON.parse(allowed.stdout)).toEqual({ sky: 'clear' });
    } finally {
      server.close();
    }
  });
});
