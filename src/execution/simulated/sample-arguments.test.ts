import { describe, expect, it } from 'vitest';
import { argumentChecker } from '../arguments/argument-checker.js';
import { sampleArguments } from './sample-arguments.js';

const checker = argumentChecker();
const parameters = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[a-z]{3}-\\d{4}$' },
    size: { allOf: [{ $ref: '#/$defs/size' }, { description: 'How large.' }] },
    unit: { type: 'string', default: 'cm' },
    note: { type: 'string' },
  },
  required: ['id', 'size'],
  additionalProperties: false,
  $defs: { size: { type: 'integer', minimum: 5, maximum: 6 } },
};

describe('sampled arguments', () => {
  it('pass the check of the API, with what is required and the defaults', async () => {
    const made = await sampleArguments({ id: 'a', parameters }, { checker, optional: false });
    expect(made).toEqual({
      arguments: { id: expect.stringMatching(/^[a-z]{3}-\d{4}$/), size: expect.toBeOneOf([5, 6]), unit: 'cm' },
    });
    expect(await sampleArguments({ id: 'a', parameters }, { checker, optional: false })).toEqual(made);
  });

  it('have everything when asked', async () => {
    const made = await sampleArguments({ id: 'a', parameters }, { checker, optional: true });
    expect(Object.keys('arguments' in made ? made.arguments : {}).sort()).toEqual(['id', 'note', 'size', 'unit']);
  });

  it('are none where the schema accepts nothing, and say why', async () => {
    const impossible = { ...parameters, properties: { ...parameters.properties, id: { not: {} } } };
    expect(await sampleArguments({ id: 'a', parameters: impossible }, { checker, optional: false })).toEqual({
      problems: [expect.stringContaining('"id"')],
    });
  });
});
