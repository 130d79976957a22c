import { expect, it } from 'vitest';
import { pythonJson } from './python-json.js';

it('writes what json.dumps writes', () => {
  const value = { name: 'café "x"\n', list: [1, 2.5, true, null], empty: {}, emoji: '😀', delete: '\u007f' };
  expect(pythonJson(value)).toBe(
    '{"name": "caf\\u00e9 \\"x\\"\\n", "list": [1, 2.5, true, null], "empty": {}, ' +
      '"emoji": "\\ud83d\\ude00", "delete": "\\u007f"}',
  );
});
