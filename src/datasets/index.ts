export * from './requests/api-groups.js';
export * from './requests/expansion-for.js';
export * from './requests/generate-requests.js';
export * from './requests/joined-request.js';
export * from './requests/misfits/small-talk.js';
export * from './requests/misfits/unfit-tasks.js';
export * from './requests/misfits/without-tool.js';
export { type GeneratedRequest, type RequestOptions, requestsFor, type StatedCall } from './requests/requests-for.js';
export { type Style as RequestStyle, styles as requestStyles } from './requests/styles.js';
export { cardText } from './tool-calls/card/card-text.js';
export * from './tool-calls/card/data-card.js';
export type { SheetCounts, SheetTally } from './tool-calls/card/sheet-tally.js';
export * from './tool-calls/contamination/contamination-check.js';
export * from './tool-calls/contamination/evaluation-content.js';
export * from './tool-calls/contamination/evaluation-packs.js';
export * from './tool-calls/contamination/learned-texts.js';
export { type KnownRequests, knownRequests } from './tool-calls/duplicates/known-requests.js';
export type { FunctionFamily } from './tool-calls/families/function-family.js';
export { packagedFamilies } from './tool-calls/families/packaged-families.js';
export * from './tool-calls/formats/formats.js';
export * from './tool-calls/function-pool.js';
export * from './tool-calls/generation/generate-tool-calls.js';
export * from './tool-calls/generation/sheet-file.js';
export { type Split, splits } from './tool-calls/generation/split-of.js';
export { sealtoolsWishes } from './tool-calls/pools/sealtools-wishes.js';
export type { WrittenRequest } from './tool-calls/self-instruct/parse-written-requests.js';
export {
  type ModelRequests,
  type RefusalReason,
  type RequestWriter,
  requestWriter,
} from './tool-calls/self-instruct/write-requests.js';
export * from './tool-calls/sheets/tool-call-sheet.js';
export * from './tool-calls/sheets/training-row.js';
export * from './tool-calls/sources/open-pools.js';
export { sourceWeights } from './tool-calls/sources/source-weights.js';
export * from './tool-calls/sources/training-packs.js';
export { usableCollections } from './tool-calls/sources/usable-collections.js';
