// Question answering over one's own functions and documents: no training, no server, no key.
import assert from 'node:assert/strict';
import { ask, defineFunction, ownFunctions, scripted } from 'capuchin';

const parameters = { type: 'object', properties: {} };
const tool = (name: string, description: string, run: () => string | number) =>
  defineFunction({ name, description, effect: 'read', parameters, run });
const documents = {
  refunds: 'Refunds are paid within 14 days to the card that was charged.',
  opening_hours: 'The shop is open Monday to Saturday from 9 to 18 o’clock.',
};
const own = await ownFunctions([
  ...Object.entries(documents).map(([name, text]) => tool(name, text, () => text)),
  tool('count_orders', 'Number of open orders.', () => 42),
]);

// Any model will do, such as await modelNamed('openai:qwen3@http://127.0.0.1:11434/v1'); this one takes the first hit.
const model = scripted(({ tools = [] }) => ({ name: tools[0]!.name, arguments: {} }));

assert.equal((await ask('When do I get my refund?', { model, ...own })).text, documents.refunds);
assert.equal((await ask('How many orders are open?', { model, ...own })).text, '42');
assert.equal((await ask('Sing!', { model, ...own })).outcome, 'nothing-fits');
