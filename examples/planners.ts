// Every planner at work on one request that needs two calls, the second with what the first gave. The model is scripted, so
// that what is seen is the planner; docs/planning.md walks through it.
import assert from 'node:assert/strict';
import { ask, defineFunction, ownFunctions, plannerNamed, type ScriptedReply, scripted } from 'capuchin';

const text = { type: 'string' };
const lookUp = (name: string, description: string, argument: string, table: Readonly<Record<string, string>>) =>
  defineFunction({
    name,
    description,
    effect: 'read',
    parameters: { type: 'object', properties: { [argument]: text }, required: [argument] },
    async run(given: Readonly<Record<string, string>>) {
      const found = table[given[argument] ?? ''];
      if (found === undefined) throw new Error(`nothing is known of ${given[argument]}`);
      return found;
    },
  });
const own = await ownFunctions([
  lookUp('country_of_city', 'The country that a city lies in.', 'city', { Oslo: 'Norway', Lima: 'Peru' }),
  lookUp('currency_of_country', 'The currency that is paid with in a country.', 'country', {
    Norway: 'krone',
    Peru: 'sol',
  }),
  lookUp('language_of_country', 'The language of a country.', 'country', { Norway: 'Norwegian', Peru: 'Spanish' }),
]);
const request = 'Which currency is paid with in the country of the city of Oslo?';

const country = { name: 'country_of_city', arguments: { city: 'Oslo' } };
const currency = { name: 'currency_of_country', arguments: { country: 'Norway' } };
const astray = { name: 'language_of_country', arguments: { country: 'Oslo' } };
const answer = 'The krone.';
const judge = (better: string) => `{"better": "${better}"}`;
const value = (rating: number) => `{"value": ${rating}}`;

/** What the model says in turn, and the calls that come of it. */
const scripts: Readonly<Record<string, { readonly says: readonly ScriptedReply[]; readonly calls: string }>> = {
  direct: { says: [country], calls: 'country_of_city' },
  chain: { says: [country, currency, answer], calls: 'country_of_city currency_of_country' },
  // It goes astray, gives up, is brought back to the beginning, and takes the right way.
  dfsdt: {
    says: [astray, { name: 'give_up', arguments: { reason: 'no such country' } }, country, currency, answer],
    calls: 'language_of_country country_of_city currency_of_country',
  },
  // Two first steps are made and compared in both orders; then two second ones, the better of which answers.
  'dfs-ranked': {
    says: [
      astray,
      country,
      judge('b'),
      judge('a'),
      currency,
      astray,
      judge('a'),
      judge('b'),
      answer,
      answer,
      judge('a'),
      judge('b'),
    ],
    calls: 'language_of_country country_of_city currency_of_country',
  },
  'best-first': {
    says: [astray, value(1), country, value(7), currency, value(9), answer],
    calls: 'language_of_country country_of_city currency_of_country',
  },
  parallel: {
    says: [[country, { name: 'country_of_city', arguments: { city: 'Lima' } }], currency, answer],
    calls: 'country_of_city country_of_city currency_of_country',
  },
  'plan-then-execute': {
    says: [
      'Find the country that Oslo lies in.',
      'country_of_city to find the country of Oslo',
      country,
      'Find the currency that is paid with in Norway.',
      'currency_of_country to find the currency of Norway',
      currency,
      `Final Answer: ${answer}`,
    ],
    calls: 'country_of_city currency_of_country',
  },
  interleaved: {
    says: [
      { text: 'First the country of the city.', toolCalls: [country] },
      { text: 'Now the currency of Norway.', toolCalls: [currency] },
      answer,
    ],
    calls: 'country_of_city currency_of_country',
  },
};

for (const [name, { says, calls }] of Object.entries(scripts)) {
  const planner = plannerNamed(name)({ k: 3 });
  const done = await ask(request, { model: scripted(says), planner, minFit: 0, ...own });
  const called = done.events.flatMap(event => (event.type === 'call-start' ? [event.name] : []));
  console.error(`${name}: ${called.join(' → ')} ⇒ ${done.text || done.reason}`);
  assert.equal(done.outcome, 'answered', name);
  assert.equal(done.text, name === 'direct' ? 'Norway' : answer);
  assert.equal([...new Set(called)].join(' '), [...new Set(calls.split(' '))].join(' '));
}
