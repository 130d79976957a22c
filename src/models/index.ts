export * from './chat-model.js';
export * from './estimate-tokens.js';
export * from './scripted/scripted.js';
