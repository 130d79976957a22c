export * from './retriever/retriever-set.js';
export * from './retriever/retriever-tsv.js';
export { BadTabRow } from './retriever/tab-separated.js';
export * from './retriever/train-dense-arm.js';
export * from './retriever/write-static-model.js';
