export * from './chat-model.js';
export * from './estimate-tokens.js';
export * from './scripted/scripted.js';
export * from './text-protocol/call-schema.js';
export * from './text-protocol/parse-text-calls.js';
export * from './text-protocol/render-tools.js';
