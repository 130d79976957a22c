import { describe, expect, it } from 'vitest';
import { apibenchFunctions } from './apibench-functions.js';
import { metatoolFunctions } from './metatool-functions.js';

describe('metatoolFunctions', () => {
  it('takes requests for known tools, without places to fill in and talk of plugins', () => {
    const { functions, asks, wishes } = metatoolFunctions(
      { NewsTool: 'News.', 'Job&Tool': 'Jobs.' },
      [
        { query: '"What happened today?"', tool: 'NewsTool' },
        { query: 'Find papers on [topic]', tool: 'NewsTool' },
        { query: 'Does this plugin work?', tool: 'NewsTool' },
        { query: 'Hire me', tool: 'Unknown' },
      ],
      [
        { query: '"News and jobs?"', tool: ['NewsTool', 'Job&Tool'] },
        { query: 'More?', tool: ['NewsTool', 'Unknown'] },
      ],
    );
    expect(functions.map(({ id, name }) => `${id} ${name}`)).toEqual([
      'metatool/NewsTool news_tool',
      'metatool/Job&Tool job_tool',
    ]);
    expect([...asks].map(([id, own]) => [id, own.map(({ text }) => text)])).toEqual([
      ['metatool/NewsTool', ['What happened today?']],
    ]);
    expect(wishes.map(({ text, calls }) => [text, calls.length])).toEqual([['News and jobs?', 2]]);
  });
});

describe('apibenchFunctions', () => {
  const model = (index: number, name: string, functionality: string) => ({
    hub: 'torchhub',
    index,
    api_call: `torch.hub.load(repo_or_dir='a/b', model='${name}', pretrained=True, **{'x': 1})`,
    functionality,
    description: 'A network.',
  });
  const row = (index: number, instruction: string) => ({
    code: `{'Instruction': ${instruction}, 'Output': {'domain': 'x'}}`,
    api_indices: [index],
  });
  const { functions, asks, areAlike } = apibenchFunctions(
    [
      model(0, 'deep_one', 'Depth'),
      model(1, 'net18', 'Image Classification'),
      model(2, 'net50', 'Image Recognition'),
      { hub: 'other' },
    ],
    [
      row(0, "'How far away is it?'"),
      row(0, 'Load deep one for me.'),
      row(1, '"What is in the picture?"'),
      row(9, 'Unknown'),
    ],
  );

  it('makes a function of each model, whose arguments are those of its call', () => {
    expect(functions.map(({ name }) => name)).toEqual(['load_deep_one', 'load_net18', 'load_net50']);
    expect(functions[0]?.parameters).toEqual({
      type: 'object',
      properties: {
        repo_or_dir: { type: 'string', enum: ['a/b'] },
        model: { type: 'string', enum: ['deep_one'] },
        pretrained: { type: 'boolean', const: true },
      },
      required: ['repo_or_dir', 'model', 'pretrained'],
    });
    expect(asks.get('apibench/torchhub/0')).toEqual([
      {
        text: 'How far away is it?',
        arguments: { repo_or_dir: 'a/b', model: 'deep_one', pretrained: true },
        missing: [],
      },
    ]);
    expect([...asks.keys()]).toEqual(['apibench/torchhub/0', 'apibench/torchhub/1']);
  });

  it('tells models of one purpose apart from those of another', () => {
    const [depth, first, second] = functions;
    if (depth === undefined || first === undefined || second === undefined) throw new Error('there are three');
    expect(areAlike?.(first, second)).toBe(true);
    expect(areAlike?.(depth, second)).toBe(false);
  });
});
