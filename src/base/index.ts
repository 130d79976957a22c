export * from './errors.js';
export * from './fingerprint.js';
export * from './json.js';
export * from './sqlite.js';
