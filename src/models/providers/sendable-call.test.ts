import { describe, expect, it } from 'vitest';
import { sendableCall } from './sendable-call.js';

describe('sendableCall', () => {
  it('keeps a good call as it is', () => {
    expect(sendableCall({ id: 'call_1', name: 'add', arguments: '{"a":1}' })).toEqual({
      id: 'call_1',
      name: 'add',
      arguments: { a: 1 },
    });
  });

  it('mends what servers refuse', () => {
    expect(sendableCall({ id: 'a b.c', name: 'search the web!', arguments: '{"a":' })).toEqual({
      id: 'a_b_c',
      name: 'search_the_web_',
      arguments: { not_json: '{"a":' },
    });
    expect(sendableCall({ id: '', name: '', arguments: '[1]' })).toEqual({
      id: '',
      name: '_',
      arguments: { not_an_object: '[1]' },
    });
    expect(sendableCall({ id: 'x', name: 'n'.repeat(70), arguments: ' ' })).toEqual({
      id: 'x',
      name: 'n'.repeat(64),
      arguments: {},
    });
  });
});
