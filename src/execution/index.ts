export * from './executor.js';
export * from './inert.js';
export * from './observation.js';
export * from './observation-body.js';
export * from './present-observation.js';
