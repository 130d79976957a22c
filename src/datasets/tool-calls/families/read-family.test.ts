import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { familyRequest } from './family-request.js';
import { readFamily } from './read-family.js';

const row = {
  name: 'mail.send',
  description: 'Sends a parcel.',
  parameters: {
    type: 'object',
    properties: {
      weight: { type: 'number' },
      to: { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'string' } } },
      express: { type: 'boolean' },
    },
    required: ['to'],
  },
  values: { weight: { integer: [2, 2] }, 'to.city': { pick: [['the capital', 'Paris']] } },
  requests: ['send {weight} kg to {to.city} {to.zip=07500|07500}', 'to {to.zip=75001|75001}[[ {express=true|fast}]]'],
};
const read = (changes: object) => readFamily({ ...row, ...changes }, 'post');

describe('readFamily', () => {
  it('gives requests with arguments as the schema declares them', () => {
    const family = read({});
    const [first, second] = family.requests.map(template => familyRequest(family, template, seededRandom(2)));
    expect(first).toEqual({
      text: expect.stringMatching(/^send (?:2|two) kg to the capital 07500$/),
      arguments: { weight: 2, to: { city: 'Paris', zip: '07500' } },
    });
    expect(JSON.stringify(first?.arguments)).toBe('{"weight":2,"to":{"city":"Paris","zip":"07500"}}');
    expect(second?.arguments).toMatchObject({ to: { zip: '75001' } });
    expect(family).toMatchObject({ name: 'mail.send', domain: 'post' });
  });

  it.each([
    [{ name: 'send it' }, 'not a name: send it'],
    [{ description: '' }, 'mail.send has no description'],
    [{ parameters: { type: 'object' } }, 'the parameters of mail.send are no schema of an object with properties'],
    [{ values: { weight: { integer: [3, 2] } } }, 'mail.send.weight is no sampler: {"integer":[3,2]}'],
    [{ values: { height: { integer: [1, 2] } } }, 'mail.send has no parameter height'],
    [{ requests: [] }, 'mail.send has no requests'],
    [{ requests: ['send {express}{to.zip=1|1}'] }, 'mail.send has no values for express'],
    [{ requests: ['send {to.street=A|A}'] }, 'mail.send has no parameter to.street'],
    [{ requests: ['send[[ to {to.zip=1|1}]]'] }, 'a request of mail.send does not set to: send[[…]]'],
  ])('refuses %j', (changes, fault) => {
    expect(() => read(changes)).toThrow(fault);
  });
});
