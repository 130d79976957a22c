export * from './ask.js';
export * from './chain/chain.js';
export * from './direct/direct.js';
export * from './own-functions.js';
export * from './planner.js';
export * from './planners.js';
export * from './run-planner.js';
