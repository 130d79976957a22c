export * from './changes.js';
export * from './codecs/openai-messages.js';
export * from './event.js';
export * from './past-calls.js';
export * from './run-file.js';
export * from './run-tree.js';
