import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const network = (index: number, name: string, performance: object) =>
  JSON.stringify({
    hub: 'hub',
    index,
    domain: 'Image classification',
    framework: 'PyTorch',
    functionality: 'Classify images',
    api_name: name,
    api_call: `load('${name}')`,
    api_arguments: {},
    python_environment_requirements: [],
    example_code: '',
    performance,
    description: 'A network that classifies images.',
  });

async function withNetworks(): Promise<Home> {
  const home = new Home();
  const file = home.file(
    'apis.jsonl',
    [
      network(0, 'large', { accuracy: 0.9, params: '90M' }),
      network(1, 'silent', {}),
      network(2, 'small', { accuracy: 0.7, params: '5M' }),
      network(3, 'medium', { accuracy: 0.8, params: '25.6M' }),
    ].join('\n'),
  );
  expect((await home.run('import', 'apibench', file, '--collection', 'hub')).code).toBe(0);
  return home;
}

const names = (stdout: string) => (JSON.parse(stdout).hits as { readonly name: string }[]).map(({ name }) => name);

describe('constraints on the command line', () => {
  it('are read from the request and given, and tell what they removed', async () => {
    const home = await withNetworks();
    const request = 'classify images with under 30M parameters';
    const found = await home.run('search', request, '--collection', 'hub', '--where', 'accuracy>=75', '--json');
    expect(names(found.stdout)).toEqual(['hub_medium', 'hub_silent']);
    expect(found.stderr).toContain(
      'read as constraints: params<30M ("under 30M parameters"); --no-constraints reads none',
    );
    expect(JSON.parse(found.stdout).constraints).toMatchObject({
      constraints: ['accuracy>=75%', 'params<30M'],
      found: 4,
      satisfied: 1,
      unknown: 1,
      removed: 2,
    });
    const dropped = await home.run('search', request, '-c', 'hub', '--unknown', 'drop', '--json');
    expect(names(dropped.stdout).sort()).toEqual(['hub_medium', 'hub_small']);
    const all = await home.run('search', request, '-c', 'hub', '--no-constraints', '--json');
    expect(names(all.stdout).length).toBe(4);
    expect(all.stderr).not.toContain('constraints');
  });

  it('explain when nothing is left, and keep the run in its file', async () => {
    const home = await withNetworks();
    const args = ['-c', 'hub', '--where', 'params<1M', '--unknown', 'drop'];
    const found = await home.run('search', 'classify images', ...args);
    expect(found.code).toBe(3);
    expect(found.stderr).toContain(
      '4 found, none is known to meet params<1M; 1 of them do not say; nearest is hub_small with 5M (performance.params: 5M)',
    );
    const script = home.file('script.json', JSON.stringify(['nothing']));
    const asked = await home.run('ask', 'classify images', ...args, '--model', `scripted:${script}`, '--json');
    expect(asked.code).toBe(3);
    expect(asked.stderr).toContain('4 found, none is known to meet params<1M');
    const events = asked.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(events[0].options).toMatchObject({ where: ['params<1M'], unknown: 'drop' });
    expect(events.find(({ type }) => type === 'retrieve-end').constraints).toMatchObject({ found: 4, removed: 4 });
  });

  it('are measured on what documents say', async () => {
    const home = await withNetworks();
    const { code, stdout } = await home.run('eval', 'constraints', '-c', 'hub', '-n', '10', '-k', '2', '--json');
    const { questions, readBack, scores } = JSON.parse(stdout);
    expect({ code, all: questions === readBack && questions > 3 }).toEqual({ code: 0, all: true });
    expect(scores.constrained).toMatchObject({ satisfied: 1, violated: 0, right: 1, violatingInK: 0 });
    const table = await home.run('eval', 'constraints', '-c', 'hub', '-n', '10');
    expect(table.stdout).toMatch(/^found first, % .*\nplain .*\nconstrained /);
    expect((await home.run('eval', 'constraints', '-c', 'toolbox')).code).toBe(3);
  });

  it('say what is wrong with them', async () => {
    const wrong = await new Home().run('search', 'x', '--where', 'free, params<tenM');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('character 14: "tenM" is there; expected a count such as 10M');
  });
});
