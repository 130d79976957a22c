export * from './artifacts/artifact.js';
export * from './artifacts/artifact-cache.js';
export * from './clock.js';
export * from './errors.js';
export * from './fingerprint.js';
export * from './json.js';
export * from './sqlite.js';
