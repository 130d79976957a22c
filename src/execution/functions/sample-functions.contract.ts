import type { Api, FunctionDefinition, FunctionInvocation } from '../../catalog/index.js';
import { type ExecutorSample, sampleApi } from '../executor.contract.js';
import { functions } from './functions.js';
import type { FunctionsOptions } from './run-definition.js';

const text = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };

/** Functions to run executors on: one that works, and one for each way of going wrong. */
export const sampleDefinitions: readonly FunctionDefinition[] = [
  { name: 'shout', effect: 'read', description: '', parameters: text, run: ({ text }) => text.toUpperCase() },
  {
    name: 'refuse',
    effect: 'read',
    description: '',
    parameters: { type: 'object' },
    run: () => {
      throw new Error('the text must not be empty');
    },
  },
  { name: 'hang', effect: 'read', description: '', parameters: { type: 'object' }, run: () => new Promise(() => {}) },
  {
    name: 'repeat',
    effect: 'read',
    description: '',
    parameters: { type: 'object', properties: { times: { type: 'integer' } }, required: ['times'] },
    run: ({ times }) => 'ha'.repeat(times),
  },
];

export function sampleFunctionsOptions(
  definitions: readonly FunctionDefinition[] = sampleDefinitions,
): FunctionsOptions {
  return {
    workspace: '/nowhere',
    now: () => 1000,
    random: () => 0.5,
    maxBodyCharacters: 100,
    async load({ module, function: name }: FunctionInvocation) {
      const found = definitions.find(definition => definition.name === name);
      if (found === undefined) throw new Error(`${module} has no function ${name}`);
      return found;
    },
  };
}

/** The API an importer would make of a definition. */
export function apiOf({ name, parameters, effect = 'irreversible' }: FunctionDefinition): Api {
  return sampleApi({ name, parameters, effect });
}

export function sampleFunctions(): ExecutorSample {
  const [shout, refuse, hang, repeat] = sampleDefinitions.map(apiOf) as [Api, Api, Api, Api];
  return {
    executor: functions(sampleFunctionsOptions()),
    provenance: 'local',
    succeeds: { api: shout, arguments: { text: 'hello' } },
    fails: { api: refuse, arguments: {} },
    hangs: { api: hang, arguments: {} },
    large: { api: repeat, arguments: { times: 1000 }, maxBodyCharacters: 100 },
  };
}
