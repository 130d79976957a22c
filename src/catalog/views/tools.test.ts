import { specTypeSchemas } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import type { Api } from '../api.js';
import { anthropicTool } from './anthropic-tool.js';
import { mcpTool } from './mcp-tool.js';
import { openaiTool } from './openai-tool.js';

const api: Api = {
  id: 'pets/PUT /pets/{id}',
  name: 'pets_replace',
  collection: 'pets',
  provider: 'pets.example',
  tool: 'Pets',
  category: 'pets',
  title: 'replacePet',
  description: 'Replaces a pet.',
  parameters: {
    type: 'object',
    properties: { id: { type: 'integer' }, tag: { type: 'string' } },
    required: ['id'],
    additionalProperties: false,
  },
  returns: { $ref: '#/$defs/Pet', $defs: { Pet: { type: 'object', properties: { id: { type: 'integer' } } } } },
  effect: 'irreversible',
  examples: [],
  source: { uri: 'pets.json' },
  invocation: { kind: 'http', method: 'PUT', path: '/pets/{id}', servers: [], parameters: [], security: [] },
};

describe('tools', () => {
  it('are what OpenAI, Anthropic and MCP take', async () => {
    const { name, description, parameters } = api;
    expect(openaiTool(api)).toEqual({ type: 'function', function: { name, description, parameters } });
    expect(anthropicTool(api)).toEqual({ name, description, input_schema: parameters });
    const mcp = mcpTool(api);
    expect(mcp).toEqual({
      name,
      description,
      inputSchema: parameters,
      outputSchema: { type: 'object', properties: { id: { type: 'integer' } } },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    });
    expect(await specTypeSchemas.Tool['~standard'].validate(mcp)).toEqual({ value: mcp });
  });

  it('are strict when asked', () => {
    expect(openaiTool(api, { strict: true }).function).toMatchObject({
      strict: true,
      parameters: { properties: { tag: { type: ['string', 'null'] } }, required: ['id', 'tag'] },
    });
  });

  it('say that a description was made, and keep it to 1,024 characters', () => {
    expect(openaiTool({ ...api, description: '' }).function.description).toBe('Undescribed: replacePet');
    const long = openaiTool({ ...api, description: 'word '.repeat(500) }).function.description;
    expect(long.length).toBeLessThanOrEqual(1_024);
    expect(long).toMatch(/word…$/);
  });

  it('have an object at their top whatever combines it', () => {
    const parameters = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      allOf: [{ $ref: '#/$defs/page' }],
      oneOf: [
        { properties: { id: {} }, required: ['id', 'b'] },
        { properties: { slug: {} }, required: ['slug', 'b'] },
      ],
      $defs: { page: { properties: { limit: { type: 'integer' } }, required: ['limit'] } },
    };
    expect(openaiTool({ ...api, parameters }).function.parameters).toEqual({
      type: 'object',
      properties: { limit: { type: 'integer' }, id: {}, slug: {}, a: { type: 'string' } },
      required: ['a', 'limit', 'b'],
    });
  });

  it('of functions belong to no open world, and those that only read may be called again', () => {
    const invocation = { kind: 'function', module: 'builtin:toolbox/x', function: 'x' } as const;
    expect(mcpTool({ ...api, effect: 'read', invocation, returns: { type: 'string' } })).toEqual({
      name: api.name,
      description: api.description,
      inputSchema: api.parameters,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    });
  });
});
