import { describe, expect, it } from 'vitest';
import type { ApiRow } from './api-row.js';
import { rapidApiRequest } from './rapidapi-request.js';

const row = (given: Partial<ApiRow>): ApiRow => ({
  category: 'Weather',
  tool: 'Sky',
  toolDescription: '',
  api: 'now',
  apiDescription: '',
  method: 'GET',
  requiredParameters: [],
  optionalParameters: [],
  ...given,
});
const url = 'https://sky.p.rapidapi.com/now/{city}?v=1';

describe('rapidApiRequest', () => {
  it('is what the row says, the host from the address where it names none', () => {
    const request = { method: 'GET', url, host: 'sky.p.rapidapi.com' };
    expect(rapidApiRequest(row({ url, host: 'sky.p.rapidapi.com' }))).toEqual({ request });
    expect(rapidApiRequest(row({ url }))).toEqual({ request });
  });

  it('is unknown where the row has no address', () => {
    expect(rapidApiRequest(row({ host: 'sky.p.rapidapi.com' }))).toEqual({});
  });

  it.each([
    [{ url: 'http://sky.p.rapidapi.com/' }, 'not one of https'],
    [{ url: 'https://{host}/now' }, 'not one of https'],
    [{ url: 'https://u:p@sky.p.rapidapi.com/' }, 'not one of https'],
    [{ url: 'now' }, 'not one of https'],
    [{ url: 'https://evil.example/now', host: 'sky.p.rapidapi.com' }, 'not at its host sky.p.rapidapi.com'],
    [{ url, method: '' }, 'no method'],
  ])('says what is wrong with %j', (given, problem) => {
    expect(rapidApiRequest(row(given)).problem).toContain(problem);
  });
});
