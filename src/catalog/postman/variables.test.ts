import { expect, it } from 'vitest';
import { hasVariables, referredVariables, resolved, variables } from './variables.js';

it('resolves variables in variables, innermost first', () => {
  const outer = variables([
    { key: 'host', value: 'api.example' },
    { key: 'baseUrl', value: 'https://{{host}}/v{{version}}' },
    { id: 'version', value: 1 },
    { key: 'off', value: 'x', disabled: true },
  ]);
  const inner = outer.within([{ key: 'version', value: 2 }]);
  expect(resolved('{{baseUrl}}/{{ version }}/{{nobody}}', outer)).toBe('https://api.example/v1/1/{{nobody}}');
  expect(resolved('v{{version}} at {{host}}', inner)).toBe('v2 at api.example');
  expect(outer.value('off')).toBeUndefined();
  expect(referredVariables('{{a}}-{{ b }}')).toEqual(['a', 'b']);
  expect(hasVariables('a{b}')).toBe(false);
});

it('knows no secrets', () => {
  const known = variables([
    { key: 'apiToken', value: 'abc' },
    { key: 'plain', value: 'abc', type: 'secret' },
    { key: 'address', value: 'https://ann:pw@api.example' },
    { key: 'misnamed', value: `ghp_${'a'.repeat(36)}` },
  ]);
  expect(['apiToken', 'plain', 'address', 'misnamed'].map(known.value)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('ends at variables that lead to themselves or grow without end', () => {
  const loop = variables([
    { key: 'a', value: '{{b}}{{b}}' },
    { key: 'b', value: '{{a}}{{a}}' },
    ...Array.from({ length: 40 }, (_, i) => ({ key: `g${i}`, value: `{{g${i + 1}}}{{g${i + 1}}}` })),
    { key: 'g40', value: 'x' },
  ]);
  expect([loop.value('a'), loop.value('g0'), loop.value('g38')]).toEqual([undefined, undefined, 'xxxx']);
});
