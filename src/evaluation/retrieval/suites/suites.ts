import { UnknownName } from '../../../base/index.js';
import { apibenchSuite } from './apibench-suite.js';
import { bfclSuite } from './bfcl-suite.js';
import { metatoolSuite } from './metatool-suite.js';
import type { RetrievalSuite } from './retrieval-suite.js';
import { sealtoolsSuite } from './sealtools-suite.js';
import { toolbenchSuite } from './toolbench-suite.js';

/** Every suite by the name `capuchin eval retrieval --suite` is given. Adding one is a file, its test and a line here. */
export const retrievalSuites = {
  toolbench: toolbenchSuite,
  apibench: apibenchSuite,
  metatool: metatoolSuite,
  sealtools: sealtoolsSuite,
  bfcl: bfclSuite,
} as const satisfies Record<string, RetrievalSuite>;

/** @throws UnknownName */
export function retrievalSuiteNamed(name: string): RetrievalSuite {
  if (!Object.hasOwn(retrievalSuites, name)) throw new UnknownName('suite', name, Object.keys(retrievalSuites));
  return retrievalSuites[name as keyof typeof retrievalSuites];
}
