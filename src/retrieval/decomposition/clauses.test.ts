import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauses } from './clauses.js';

describe('clauses', () => {
  it.each<[string, string[]]>([
    [
      'Please remove the book with ID 42. After that, retrieve the opening hours of the Central Library. Finally, provide some history of printmaking. Thank you!',
      [
        'Please remove the book with ID 42',
        'retrieve the opening hours of the Central Library',
        'provide some history of printmaking',
      ],
    ],
    [
      'What are the trending topics in business right now, and can you suggest some jobs in marketing?',
      ['What are the trending topics in business right now', 'can you suggest some jobs in marketing?'],
    ],
    [
      'Find news about electric cars, convert 300 dollars to euros, and send the list to Mia.',
      ['Find news about electric cars', 'convert 300 dollars to euros', 'send the list to Mia'],
    ],
    [
      'I need to do three things: 1) find a dentist in Graz 2) book a table for two 3) cancel my taxi',
      ['find a dentist in Graz', 'book a table for two', 'cancel my taxi'],
    ],
    ['- list my invoices\n- refund the last one\n', ['list my invoices', 'refund the last one (invoices)']],
    ['show my open orders; cancel the oldest order', ['show my open orders', 'cancel the oldest order']],
    [
      'Give me the weather forecast for Oslo as well as the exchange rate of the krone.',
      ['Give me the weather forecast for Oslo', 'the exchange rate of the krone'],
    ],
    [
      "I'm planning a party. Suggest three cocktails with rum and also show me a playlist of salsa music.",
      ['Suggest three cocktails with rum', 'show me a playlist of salsa music'],
    ],
  ])('divides %j', (request, expected) => {
    expect(clauses(request)).toEqual(expected);
  });

  it.each([
    'What is the weather in Paris?',
    'Find and book a hotel in Rome.',
    'Could you please locate and provide me with a study of sleep and memory?',
    'Show me a house with a garage and a garden, close to a school and a park.',
    'I am looking for a weekend trip. Could you suggest somewhere quiet near Lyon?',
    'I have a paper on climate change, can you help me shorten it?',
    'I need to find a tax adviser in Leeds. Can you help me with that?',
    'Play "Rock and roll, and then send me home" by nobody.',
    "Translate 'Find the cat and feed the dog.' into French.",
    'Which films with Ann Lee and Bo Ray came out between 1990 and 1995?',
    'Hello there! I hope you are well. Delete user 7, please. Thanks a lot, have a nice day!',
    'Thanks a lot!',
    'hm',
    '',
    'Trouve un hôtel à Paris et envoie un message à Léa.',
    '天気を教えて。ホテルも探して。',
  ])('leaves %j whole', request => {
    expect(clauses(request)).toEqual([request]);
  });

  it('carries over what a clause refers to', () => {
    expect(clauses("I'm off to Oslo on Monday. Find a hotel there, and then tell me its weather.")).toEqual([
      'Find a hotel there (Oslo Monday)',
      'tell me its weather (hotel Oslo Monday)',
    ]);
    expect(clauses('Search for the legal term "habeas corpus" and provide me with its definition.')).toEqual([
      'Search for the legal term "habeas corpus"',
      'provide me with its definition (Search legal term habeas corpus)',
    ]);
  });

  it('keeps abbreviations, names and addresses in one piece', () => {
    const request = 'Email Dr. J. Smith at j.smith@example.com. Then open https://example.com/a?b=1;c=2.';
    expect(clauses(request)).toEqual([
      'Email Dr. J. Smith at j.smith@example.com',
      'open https://example.com/a?b=1;c=2',
    ]);
  });

  it('leaves alone what is no request of a few wishes', () => {
    const long = `Find the cat. ${'Then feed the dog number one. '.repeat(500)}`;
    expect(clauses(long)).toEqual([long]);
    const many = Array.from({ length: 12 }, (_, i) => `Find book ${i}.`).join(' ');
    expect(clauses(many)).toEqual([many]);
  });

  it('gives at least one clause of anything, and takes no long', () => {
    const pieces = fc.constantFrom(
      'find ',
      'and ',
      ', ',
      '"',
      "'",
      '. ',
      '1) ',
      'the cat',
      '\n- ',
      'https://a.',
      '; ',
      'ß',
      '(',
      '“',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), parts => {
        const given = clauses(parts.join(''));
        expect(given.length).toBeGreaterThan(0);
        expect(given.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
