import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../base/index.js';
import { argumentOrigins } from './argument-origins.js';

const originIn = (request: string, value: JsonValue, schema: JsonSchema = {}, observations: readonly string[] = []) =>
  argumentOrigins({ value }, { type: 'object', properties: { value: schema } }, { request, observations })['value'];

describe('argumentOrigins', () => {
  it.each<[string, JsonValue]>([
    ['Tides at Brest tomorrow', 'Brest'],
    ['Wie ist das Wetter in münchen?', 'München'],
    ['mail bob@x.org, please', 'bob@x.org'],
    ['Convert 1,234.50 dollars', 1234.5],
    ['Der Preis ist 1.234,50 Euro', 1234.5],
    ['a loan of 200k', 200_000],
    ['3 million people', 3_000_000],
    ['version A4', 4],
    ['the temperature is -5', -5],
    ['東京の天気', '東京'],
  ])('"%s" says %j', (request, value) => {
    expect(originIn(request, value)).toBe('request');
  });

  it.each<[string, JsonValue]>([
    // Numbers in words, in other units, and what follows from two of them.
    ['a password of twenty-four characters', 24],
    ['in half an hour', 30],
    ['in two hundred and five days', 205],
    ['two dozen eggs', 24],
    ['a 5% tip', 0.05],
    ['an hour', 3600],
    ['twice', 2],
    ['6 feet 2', 74],
    ['120 less 15 %', 102],
    ['1 hour 30', 90],
    ['zwanzig Euro', 20],
    ['9 km in 56 minutes', 9000],
    ['minus five degrees', -5],
    ['an hour and a half', 90],
    ['a body of 6.42e23 kg', 6.42e23],
    ['Switch off the lamp', 0],
    ['the first row', 0],
    ['قرض لمدة خمس سنوات', 60],
    ['ISBN 978-0-385-47454-2', '9780385474542'],
    ['united 88', 'UA88'],
    ['join them with a dash', '-'],
    ['report every other hour', '0 */2 * * *'],
    ['weather in Philly', 'Philadelphia'],
    ['split between Ann, Bob and Cem', 3],
    // Times.
    ['Tides at Brest tomorrow', '2026-11-22'],
    ['next Friday at 5pm', '2026-11-27T17:00:00'],
    ['wake me at half past seven in the morning', '07:30'],
    ['What happened on 3 March?', '2026-03-03'],
    ['mañana', '2026-11-22'],
    ['in March', 3],
    ['this year', 2026],
    // Other words for the same.
    ['bitcoins in euros', 'BTC'],
    ['bitcoins in euros', 'EUR'],
    ['How much is $5?', 'USD'],
    ['translate it into German', 'de'],
    ['translate it into German', 'de-DE'],
    ['holidays in France', 'FR'],
    ['hotels in NYC', 'New York City'],
    ['hotels in New York City', 'NYC'],
    ['hotels in San Fransisco', 'San Francisco'],
    ['the quarterly reports of sales', 'quarterly sales report'],
    ['our site example.com', 'https://www.example.com'],
    ['remind me to call Ann about the boat', 'Call Ann about boat'],
    [
      'write to Ann that I will be late because of the train',
      'Dear Ann, I will be late today. The train is delayed. Best regards',
    ],
    // What may be a translation.
    ['Какая погода в Париже?', 'Paris'],
    ['quel temps fait-il à Londres', 'London'],
    ['明日の東京の天気', 'Tokyo'],
  ])('"%s" amounts to %j', (request, value) => {
    expect(originIn(request, value)).toMatch(/^(?:computed|request)$/);
  });

  it.each<[string, JsonValue]>([
    ['When is high tide?', 'Brest'],
    ['Book a flight for me', 'New York'],
    ['Send an e-mail to Jane', 'jane@example.com '.replace('jane', 'john.smith')],
    ['What is the weather like?', 52.52],
    ['Make me a password', 16],
    ['Show me the order', 'ord_4711'],
    ['Show me the order', '2026-11-22'],
    ['Transfer money to the bank', 'DE89370400440532013000'],
    ['What is the weather like?', ''],
  ])('"%s" does not say %j', (request, value) => {
    expect(originIn(request, value)).toBe('made-up');
  });

  it('takes codes and places for known where the request names something', () => {
    const origin = (request: string, name: string, value: JsonValue, description: string, about: string) =>
      argumentOrigins(
        { [name]: value },
        { properties: { [name]: { description } } },
        { request, observations: [], about },
      )[name];
    const stock = ['symbol', 'AAPL', 'Ticker symbol', 'stock_price Latest price of a share'] as const;
    const sun = ['latitude', 48.8566, 'Degrees north', 'sun_times When the sun rises and sets'] as const;
    expect([
      origin('What is one share of Apple worth?', ...stock),
      origin('What is the price of a share?', ...stock),
      origin('How heavy is a mole of water?', 'formula', 'H2O', 'Chemical formula', 'molar_mass Mass of a mole'),
      origin('When does the sun rise in Paris?', ...sun),
      origin('When does the sun rise?', ...sun),
    ]).toEqual(['computed', 'made-up', 'computed', 'computed', 'made-up']);
  });

  it('knows choices, defaults and observations', () => {
    const units = { type: 'string', enum: ['metric', 'imperial'], default: 'metric' };
    expect([
      originIn('What is the weather like?', 'imperial', units),
      originIn('What is the weather like?', 'metric', units),
      originIn('What is the weather like, in metric units?', 'metric', units),
      originIn('What is the weather like?', true),
      originIn('What is the weather like?', null),
      originIn('Delete the newest order', 'ord_4711', {}, ['{"id": "ord_4711"}']),
    ]).toEqual(['enum', 'default', 'request', 'enum', 'default', 'observation']);
  });

  it('takes the least certain part of what has parts', () => {
    expect([
      originIn('mail ann@x.org and bob@y.org', ['ann@x.org', 'bob@y.org']),
      originIn('mail ann@x.org', ['ann@x.org', 'zoe@z.net']),
      originIn('mail ann@x.org', { to: 'ann@x.org', urgent: true }),
      originIn('mail ann@x.org', []),
    ]).toEqual(['request', 'made-up', 'enum', 'request']);
  });

  it('never calls made up what stands in the request', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (before, value, after) => {
        fc.pre(value.trim() !== '');
        expect(originIn(`${before} ${value} ${after}`, value)).toBe('request');
      }),
    );
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('', 'with ', 'for $', '№'), (number, before) => {
        expect(originIn(`${before}${number}`, number)).toBe('request');
      }),
    );
  });

  it('stays quick with long and hostile texts', () => {
    const started = performance.now();
    for (const text of [
      'word '.repeat(4_000),
      '1 '.repeat(10_000),
      '1.'.repeat(10_000),
      ','.repeat(20_000),
      'a'.repeat(20_000),
    ]) {
      originIn(text, 'something else entirely');
      originIn(text, 123_456.78);
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('survives members named like those of every object', () => {
    const args = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    expect(argumentOrigins(args, { type: 'object', properties: {} }, { request: 'x of y', observations: [] })).toEqual(
      JSON.parse('{"__proto__": "request", "constructor": "request"}'),
    );
  });
});
