export * from './base/index.js';
export * from './catalog/index.js';
export * from './evaluation/index.js';
export * from './execution/index.js';
export * from './models/index.js';
export * from './planning/index.js';
export * from './retrieval/index.js';
export * from './trajectory/index.js';
