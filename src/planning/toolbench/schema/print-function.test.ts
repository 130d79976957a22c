import { describe, expect, it } from 'vitest';
import { type Api, collectApis, toolbenchImporter } from '../../../catalog/index.js';
import { functionNames } from './function-names.js';
import { offeredFunctions, toolLines } from './offered-functions.js';
import { printFunction } from './print-function.js';
import { responseTemplate } from './source-parameters.js';

async function apisOf(...rows: readonly object[]): Promise<Api[]> {
  const lines = rows.map((row, i) => {
    const whole = { id: `a${i}`, category_name: 'Weather', tool_name: 'Skies', api_name: 'Now', method: 'GET', ...row };
    return JSON.stringify(whole);
  });
  const stdin = (async function* () {
    yield Buffer.from(lines.join('\n'));
  })();
  return collectApis('toolbench', toolbenchImporter.read('-', { stdin }));
}

const days = { name: 'Days', type: 'NUMBER', description: 'd'.repeat(300), default: '2' };
const id = { name: 'id', type: 'STRING', description: '', default: '' };

describe('printFunction', () => {
  it('shows optional parameters also where there is no required one, and their own types', async () => {
    const [api] = await apisOf({ api_description: ' Now, as the API "Now" says ', optional_parameters: [days] });
    expect(printFunction(api as Api, 'now_for_skies').definition).toEqual({
      name: 'now_for_skies',
      description:
        'This is the subfunction for tool "skies", you can use this tool.The description of this function is: "now_for_skies, as the API "now_for_skies" says"',
      parameters: {
        type: 'object',
        properties: { days: { type: 'number', description: 'd'.repeat(256), example_value: '2' } },
        required: [],
        optional: ['days'],
      },
    });
  });

  it('repeats the faults of the original where asked to', async () => {
    const [none, both] = await apisOf(
      { optional_parameters: [days] },
      { api_name: 'Later', required_parameters: [id], optional_parameters: [days] },
    );
    const published = (api?: Api) => printFunction(api as Api, 'f', { asPublished: true }).definition.parameters;
    expect(published(none)).toEqual({ type: 'object', properties: {}, required: [], optional: [] });
    expect(published(both)).toEqual({
      type: 'object',
      properties: {
        is_id: { type: 'string', description: '' },
        days: { type: 'integer', description: 'd'.repeat(256), example_value: '2' },
      },
      required: ['is_id'],
      optional: ['days'],
    });
  });

  it('keeps parameters apart that come out alike, and knows whose arguments they are', async () => {
    const parameters = [
      { ...id, name: 'a-b' },
      { ...id, name: 'a b' },
    ];
    const apis = await apisOf({ required_parameters: parameters });
    const offered = offeredFunctions(apis);
    expect(Object.keys((offered.schemas[0]?.parameters['properties'] ?? {}) as object)).toEqual(['a_b', 'a_b_2']);
    const names = Object.keys((apis[0]?.parameters['properties'] ?? {}) as object);
    expect(offered.argumentsOf('now_for_skies', { a_b: 1, a_b_2: 2, c: 3 })).toEqual({
      [names[0] as string]: 1,
      [names[1] as string]: 2,
      c: 3,
    });
  });
});

it('tells APIs apart that ToolBench calls by one name, and leaves the others theirs', async () => {
  const long = 'x'.repeat(70);
  const apis = await apisOf(
    { api_name: `Today ${long}` },
    { api_name: `Tomorrow ${long}` },
    { category_name: 'Other', api_name: 'Later' },
    { api_name: 'Later' },
    { api_name: 'Only' },
  );
  const names = [...functionNames(apis).values()];
  expect(names[4]).toBe('only_for_skies');
  expect(names.map(name => name.replace(/_[0-9a-f]{6}$/, '_#'))).toEqual([
    `today_${'x'.repeat(51)}_#`,
    `tomorrow_${'x'.repeat(48)}_#`,
    'later_for_skies_#',
    'later_for_skies_#',
    'only_for_skies',
  ]);
  expect(new Set(names).size).toBe(5);
  // Whatever else there is, and in whatever order.
  expect(functionNames([...apis].reverse()).get(apis[0]?.id ?? '')).toBe(names[0]);
});

it('finds a name exactly or after its last dot, never by its end', async () => {
  const offered = offeredFunctions(await apisOf({}, { api_name: 'Not Now' }));
  expect(
    ['now_for_skies', 'skies.now_for_skies', 'w_for_skies', '', 'Finish'].map(name => offered.find(name)?.name),
  ).toEqual(['now_for_skies', 'now_for_skies', undefined, undefined, undefined]);
  expect(offered.near('now_for_sky')).toContain('now_for_skies');
  expect(toolLines(offered)).toBe('1.skies: None');
});

it('knows the example of a reply', async () => {
  const [api, without] = await apisOf({ template_response: { temp: 'int' } }, { api_name: 'Later' });
  expect([responseTemplate(api as Api), responseTemplate(without as Api)]).toEqual([{ temp: 'int' }, undefined]);
});
