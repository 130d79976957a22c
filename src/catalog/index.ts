export * from './api.js';
export * from './collection-name.js';
export * from './functions/function-definition.js';
export * from './importer.js';
export * from './naming.js';
export * from './signature.js';
export type { CollectionSource, ImportReport, Refusal } from './store/import-collection.js';
export * from './store/store.js';
