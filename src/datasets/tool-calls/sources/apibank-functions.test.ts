import { expect, it } from 'vitest';
import { apibankFunctions } from './apibank-functions.js';

const finder = '{"apiCode": "ToolSearcher"}';
const document = (name: string, ...parameters: string[]) =>
  `{'name': '${name}', 'description': 'API for ${name}.', 'input_parameters': {${parameters
    .map(each => `'${each}': {'type': 'str', 'description': 'The ${each}.'}`)
    .join(', ')}}, 'output_parameters': {}}`;
const lines = [
  finder,
  'User: Book a cardiologist in Oslo for me.TIME: 2034-04-15 10:00:00',
  `API-Request: [ToolSearcher(keywords='slots')]->${document('Slots', 'specialty', 'city')}`,
  "API-Request: [Slots(specialty='cardiologist', city='Oslo')]->{'slots': ['2034-04-18 14:30']}",
  `API-Request: [ToolSearcher(keywords='book')]->${document('Book', 'slot', 'specialty')}`,
];
const row = (count: number, output: string) => ({
  input: `${lines.slice(0, count).join('\n')}\nGenerate API Request: `,
  output: `API-Request: [${output}]`,
});
const rows = [
  row(3, "Slots(specialty='cardiologist', city='Oslo')"),
  row(5, "Book(slot='2034-04-18 14:30', specialty='cardiologist')"),
  row(2, "ToolSearcher(keywords='slots')"),
];

it('makes one wish of each dialogue, what depends on an observation in a later round', () => {
  const { functions, wishes } = apibankFunctions(rows);
  expect(functions.map(({ name }) => name)).toEqual(['Slots', 'Book']);
  expect(wishes).toEqual([
    {
      text: 'Book a cardiologist in Oslo for me.',
      calls: [
        {
          function: functions[0],
          ask: { text: '', arguments: { specialty: 'cardiologist', city: 'Oslo' }, missing: [] },
          round: 0,
          gives: { slots: ['2034-04-18 14:30'] },
        },
        {
          function: functions[1],
          ask: { text: '', arguments: { slot: '2034-04-18 14:30', specialty: 'cardiologist' }, missing: [] },
          round: 1,
        },
      ],
    },
  ]);
});

it('ends a dialogue before a call that makes something up', () => {
  const made = row(5, "Book(slot='2034-05-01 09:15', specialty='cardiologist')");
  expect(apibankFunctions([made]).wishes[0]?.calls).toHaveLength(1);
  expect(apibankFunctions([{ input: 'nothing', output: 'nothing' }, 3])).toMatchObject({ functions: [], wishes: [] });
});
