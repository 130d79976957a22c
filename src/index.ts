export * from './base/index.js';
export * from './catalog/index.js';
export * from './datasets/index.js';
export * from './evaluation/index.js';
export * from './execution/index.js';
// Models and calls can both be recorded; from here they need names that tell them apart.
export { type RecordedOptions as RecordedCallsOptions, recorded as recordedCalls } from './execution/index.js';
export * from './models/index.js';
export { type RecordedOptions, recorded } from './models/index.js';
export * from './planning/index.js';
export * from './retrieval/index.js';
export * from './training/index.js';
export * from './trajectory/index.js';
