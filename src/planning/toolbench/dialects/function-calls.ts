import { specOf } from '../schema/print-function.js';
import type { ModelAdapter } from './model-adapter.js';

/** For models whose server takes functions and gives calls. */
export const functionCalls: ModelAdapter = { name: 'functions', adapt: model => model, spec: specOf };
