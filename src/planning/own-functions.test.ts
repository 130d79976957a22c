import { describe, expect, it } from 'vitest';
import { defineFunction } from '../catalog/index.js';
import { scripted } from '../models/index.js';
import { ask } from './ask.js';
import { ownFunctions } from './own-functions.js';

const make = (name: string, description: string, effect: 'read' | 'irreversible' = 'read') =>
  defineFunction({
    name,
    description,
    effect,
    parameters: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    run: ({ n }) => n * 2,
  });

describe('ownFunctions', () => {
  it('finds and calls functions of this program, arguments checked', async () => {
    const own = await ownFunctions([
      make('double', 'Doubles a number.'),
      make('erase', 'Erases files.', 'irreversible'),
    ]);
    const model = scripted([{ name: 'double', arguments: { n: '21' } }]);
    const seen: string[] = [];
    const answer = await ask('double the number 21', { model, ...own, onEvent: event => seen.push(event.type) });
    expect(answer).toMatchObject({ outcome: 'answered', text: '42' });
    expect(seen).toEqual(answer.events.map(event => event.type));
  });

  it('refuses what changes something unless told otherwise', async () => {
    const own = await ownFunctions([make('erase', 'Erases files.', 'irreversible')]);
    const answer = await ask('erase the files', { model: scripted([{ name: 'erase', arguments: { n: 1 } }]), ...own });
    expect(answer).toMatchObject({ outcome: 'gave-up', reason: expect.stringContaining('needs approval') });
  });

  it('refuses names that models could not tell apart or use', async () => {
    await expect(ownFunctions([make('a b', '')])).rejects.toThrow('"a b" cannot name a function');
    await expect(ownFunctions([make('a', ''), make('a', '')])).rejects.toThrow('two functions are named a');
  });
});
