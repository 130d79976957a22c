// Question answering over one's own functions and documents: no training, no server, no key.
import assert from 'node:assert/strict';
import { ask, defineFunction, ownFunctions, scripted } from 'capuchin';

const nothing = { type: 'object', properties: {} };
const documents = {
  refunds: 'Refunds are paid within 14 days to the card that was charged.',
  opening_hours: 'The shop is open Monday to Saturday from 9 to 18 o’clock.',
};
const functions = [
  ...Object.entries(documents).map(([name, text]) =>
    defineFunction({ name: `read_${name}`, description: text, effect: 'read', parameters: nothing, run: () => text }),
  ),
  defineFunction({
    name: 'count_orders',
    description: 'Number of open orders.',
    effect: 'read',
    parameters: nothing,
    run: () => 42,
  }),
];

// Any model will do, such as await modelNamed('openai:qwen3@http://127.0.0.1:11434/v1'); this one takes the first hit.
const model = scripted(({ tools = [] }) => ({ name: tools[0]!.name, arguments: {} }));
const own = await ownFunctions(functions);

assert.equal((await ask('When do I get my refund?', { model, ...own })).text, documents.refunds);
assert.equal((await ask('How many orders are open?', { model, ...own })).text, '42');
assert.equal((await ask('Sing!', { model, ...own })).outcome, 'nothing-fits');
