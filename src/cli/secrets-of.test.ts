import { expect, it } from 'vitest';
import { secretsOf } from './secrets-of.js';

it('gives the values of variables that are named like credentials', () => {
  const env = {
    OPENAI_API_KEY: 'sk-12345678',
    CAPUCHIN_KEY_PETSTORE_BASIC: 'jane:secret',
    GITHUB_TOKEN: 'ghp-12345',
    DB_PASSWORD: 'short',
    KEYBOARD: 'qwertyuiop',
    HOME: '/home/jane-of-the-jungle',
    API_KEY: undefined,
  };
  expect(secretsOf(env)).toEqual(['sk-12345678', 'jane:secret', 'ghp-12345']);
});
