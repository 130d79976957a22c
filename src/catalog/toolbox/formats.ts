import type { JsonValue } from '../../base/index.js';
import type { FunctionDefinition } from '../functions/function-definition.js';
import { documentOf, jsonDocument } from './json-document.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Data formats: CSV, YAML, XML and TOML to and from JSON.';

const text = { type: 'string', maxLength: 500_000 };
const data = { ...jsonDocument, description: 'The JSON data, as a value or as text.' };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'csv_to_json',
    description: 'Reads CSV or other delimited text, as from a spreadsheet, into JSON records, one for each row.',
    parameters: parameters({
      text: { ...text, description: 'The CSV text; its first line names the columns.' },
      delimiter: {
        type: 'string',
        enum: ['auto', ',', ';', '\t', '|'],
        default: 'auto',
        description: 'Between values.',
      },
      numbers: {
        type: 'boolean',
        default: true,
        description: 'Whether to read digits as numbers, true and false as booleans.',
      },
    }),
    examples: [
      {
        request: 'Turn this csv into json: name,age\nAnn,34\nBob,27',
        arguments: { text: 'name,age\nAnn,34\nBob,27' },
        returns: [
          { name: 'Ann', age: 34 },
          { name: 'Bob', age: 27 },
        ],
      },
      { arguments: { text: 'a;b\n"x;""y""";2', delimiter: ';', numbers: false }, returns: [{ a: 'x;"y"', b: '2' }] },
    ],
    run: async (args: { text: string; delimiter: string; numbers: boolean }) => {
      const { readCsv } = await import('./formats/csv.js');
      return readCsv(args.text, args.delimiter === 'auto' ? '' : args.delimiter, args.numbers);
    },
  },
  {
    name: 'json_to_csv',
    description: 'Writes a list of JSON records as CSV, for a spreadsheet.',
    parameters: parameters({
      data: { ...jsonDocument, description: 'A list of objects, as a value or as text.' },
      delimiter: { type: 'string', enum: [',', ';', '\t', '|'], default: ',', description: 'Between values.' },
    }),
    examples: [
      {
        request: 'Make a csv of [{"name":"Ann","city":"Rome, Italy"},{"name":"Bob"}]',
        arguments: { data: [{ name: 'Ann', city: 'Rome, Italy' }, { name: 'Bob' }] },
        returns: 'name,city\nAnn,"Rome, Italy"\nBob,',
      },
    ],
    run: async ({ data: given, delimiter }: { data: JsonValue; delimiter: string }) => {
      const { writeCsv } = await import('./formats/csv.js');
      return writeCsv(documentOf(given), delimiter);
    },
  },
  {
    name: 'yaml_to_json',
    description: 'Converts YAML to JSON.',
    parameters: parameters({ text: { ...text, description: 'The YAML text.' } }),
    examples: [
      {
        request: 'Convert this yaml to json: "name: web\nports: [80, 443]"',
        arguments: { text: 'name: web\nports: [80, 443]' },
        returns: { name: 'web', ports: [80, 443] },
      },
    ],
    run: async ({ text: given }: { text: string }) => (await import('./formats/yaml.js')).readYaml(given),
  },
  {
    name: 'json_to_yaml',
    description: 'Converts JSON to YAML.',
    parameters: parameters({ data }),
    examples: [
      {
        request: 'write {"name":"web","ports":[80]} as yaml',
        arguments: { data: { name: 'web', ports: [80] } },
        returns: 'name: web\nports:\n  - 80\n',
      },
    ],
    run: async ({ data: given }: { data: JsonValue }) =>
      (await import('./formats/yaml.js')).writeYaml(documentOf(given)),
  },
  {
    name: 'xml_to_json',
    description: 'Converts XML to JSON: attributes get names with @, repeated elements become lists.',
    parameters: parameters({ text: { ...text, description: 'The XML text.' } }),
    examples: [
      {
        request: 'Parse <note id="7"><to>Ann</to><to>Bob</to></note> to json',
        arguments: { text: '<note id="7"><to>Ann</to><to>Bob</to></note>' },
        returns: { note: { '@id': '7', to: ['Ann', 'Bob'] } },
      },
    ],
    run: async ({ text: given }: { text: string }) => (await import('./formats/xml.js')).readXml(given),
  },
  {
    name: 'json_to_xml',
    description: 'Converts JSON to XML: names with @ become attributes, lists become repeated elements.',
    parameters: parameters({ data: { ...data, description: 'A JSON object, as a value or as text.' } }),
    examples: [
      {
        request: 'I need {"note":{"@id":"7","to":["Ann","Bob"]}} as XML',
        arguments: { data: { note: { '@id': '7', to: ['Ann', 'R&D'] } } },
        returns: '<note id="7">\n  <to>Ann</to>\n  <to>R&amp;D</to>\n</note>\n',
      },
    ],
    run: async ({ data: given }: { data: JsonValue }) => (await import('./formats/xml.js')).writeXml(documentOf(given)),
  },
  {
    name: 'toml_to_json',
    description: 'Converts TOML, as in Cargo and Python project files, to JSON.',
    parameters: parameters({ text: { ...text, description: 'The TOML text.' } }),
    examples: [
      {
        request: 'toml to json: [server]\nport = 8080',
        arguments: { text: '[server]\nport = 8080' },
        returns: { server: { port: 8080 } },
      },
    ],
    run: async ({ text: given }: { text: string }) => (await import('./formats/toml.js')).readToml(given),
  },
  {
    name: 'json_to_toml',
    description: 'Converts a JSON object to TOML.',
    parameters: parameters({ data: { ...data, description: 'A JSON object, as a value or as text.' } }),
    examples: [
      {
        request: 'Write {"server":{"port":8080}} as TOML',
        arguments: { data: { server: { port: 8080 } } },
        returns: '[server]\nport = 8080\n',
      },
    ],
    run: async ({ data: given }: { data: JsonValue }) =>
      (await import('./formats/toml.js')).writeToml(documentOf(given)),
  },
]);
