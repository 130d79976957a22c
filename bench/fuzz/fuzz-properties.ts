import { cassettes } from './cassettes.js';
import type { FuzzProperty } from './fuzz-property.js';
import { importer } from './importer.js';
import { names } from './names.js';
import { requests } from './requests.js';

/** Everything that is promised of hostile input. */
export const fuzzProperties: readonly FuzzProperty[] = [importer, names, requests, cassettes];
