import { describe, expect, it } from 'vitest';
import { parseTextCalls } from './parse-text-calls.js';

const tools = ['add', 'now'].map(name => ({ name, description: '', parameters: { type: 'object' } }));
const parse = (text: string) => parseTextCalls(text, { tools });
const add = { id: 'call_0', name: 'add', arguments: '{"a":1}' };

describe('parseTextCalls', () => {
  it.each([
    ['bare', '{"name": "add", "arguments": {"a": 1}}'],
    ['OpenAI shape', '{"type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}}'],
    ['listed', '[{"name": "add", "arguments": {"a": 1}}]'],
    ['in a member', '{"tool_calls": [{"name": "add", "parameters": {"a": 1}}]}'],
    ['tagged', '<tool_call>\n{"name": "add", "arguments": {"a": 1}}\n</tool_call>'],
    ['tag never closed', '<tool_call>{"name": "add", "arguments": {"a": 1}}'],
    ['marked', '[TOOL_CALLS][{"name": "add", "arguments": {"a": 1}}]'],
    ['fenced', '```json\n{"tool": "add", "args": {"a": 1}}\n```'],
    ['name as the key', '{"add": {"a": 1}}'],
    ['ReAct words', '{"action": "add", "action_input": {"a": 1}}'],
    ['one bracket too many', '{"name": "add", "arguments": {"a": 1}}}'],
  ])('reads a call: %s', (_, text) => {
    expect(parse(text)).toEqual({ content: '', toolCalls: [add], warnings: [] });
  });

  it.each([
    ['trailing commas', '{"name": "add", "arguments": {"a": 1,},}'],
    ['Python', "{'name': 'add', 'arguments': {'a': 1}}"],
    ['last bracket missing', '{"name": "add", "arguments": {"a": 1}'],
    ['comments', '{"name": "add", /* sum */ "arguments": {"a": 1}}'],
    ['brackets missing before the tag', '<tool_call>{"name": "add", "arguments": {"a": 1</tool_call>'],
  ])('repairs and says so: %s', (_, text) => {
    expect(parse(text)).toEqual({
      content: '',
      toolCalls: [add],
      warnings: ['a call was written in broken JSON and was repaired'],
    });
  });

  it('keeps the prose around calls, and their order', () => {
    const text = 'I will add.\n```\n{"name":"add","arguments":{"a":1}}\n```\nThen look:\n{"name":"now"}';
    expect(parse(text)).toEqual({
      content: 'I will add.\n\nThen look:',
      toolCalls: [add, { id: 'call_1', name: 'now', arguments: '{}' }],
      warnings: [],
    });
  });

  it('reads several tagged calls, one of them broken', () => {
    const text =
      '<tool_call>{"name":"add","arguments":{"a":1}</tool_call><tool_call>{"name":"now","arguments":{}}</tool_call>';
    expect(parse(text).toolCalls).toEqual([add, { id: 'call_1', name: 'now', arguments: '{}' }]);
  });

  it('never takes a call that the reply ends in for whole', () => {
    expect(parse('{"name": "add", "arguments": {"a": 12')).toEqual({
      content: '',
      toolCalls: [{ id: 'call_0', name: 'add', arguments: '{"a": 12' }],
      warnings: ['the reply ends in the middle of a call'],
    });
    expect(parse('{"name": "add", "arguments":').toolCalls).toEqual([{ id: 'call_0', name: 'add', arguments: '' }]);
    expect(() => JSON.parse(parse('{"name": "add"').toolCalls[0]!.arguments)).toThrow();
  });

  it('gives answers and plain text as content', () => {
    const none = { toolCalls: [], warnings: [] };
    expect(parse('{"answer": "It is 3."}')).toEqual({ content: 'It is 3.', ...none });
    expect(parse(' It is 3. ')).toEqual({ content: 'It is 3.', ...none });
    expect(parse('')).toEqual({ content: '', ...none });
  });

  it('leaves data that is no call in the answer', () => {
    const text = 'Here: {"name": "Ada", "age": 36} and [1, 2] and {"a": {"b": 1}}';
    expect(parse(text)).toEqual({ content: text, toolCalls: [], warnings: [] });
  });

  it('keeps unknown names with arguments, so that the caller can say what exists', () => {
    expect(parse('{"name":"sub","arguments":{}}').toolCalls).toEqual([{ id: 'call_0', name: 'sub', arguments: '{}' }]);
  });

  it('never calls what was only thought of', () => {
    const call = '{"name":"add","arguments":{"a":1}}';
    expect(parse(`<think>maybe ${call}</think>No.`)).toEqual({
      content: 'No.',
      reasoning: `maybe ${call}`,
      toolCalls: [],
      warnings: [],
    });
    expect(parse(`maybe ${call}</think>${call}`)).toMatchObject({ reasoning: `maybe ${call}`, toolCalls: [add] });
    expect(parse(`<think>${call}`)).toMatchObject({ content: '', toolCalls: [] });
  });

  it('numbers calls with the prefix given', () => {
    expect(parseTextCalls('{"name":"x","arguments":{}}', { idPrefix: 'turn3_' }).toolCalls[0]?.id).toBe('turn3_0');
  });
});
