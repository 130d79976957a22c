import type { Api } from '../api.js';

/** What views are made of: nothing about how an API is reached or what credentials it needs. */
export type Viewed = Pick<Api, 'name' | 'description' | 'parameters' | 'returns' | 'effect' | 'examples'>;
