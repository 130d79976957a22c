export * from './executor.js';
export * from './observation.js';
