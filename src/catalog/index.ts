export * from './api.js';
export * from './functions/function-definition.js';
export * from './importer.js';
export * from './naming.js';
