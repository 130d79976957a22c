export * from './requests/api-groups.js';
export * from './requests/expansion-for.js';
export * from './requests/generate-requests.js';
export * from './requests/joined-request.js';
export * from './requests/misfits/small-talk.js';
export * from './requests/misfits/unfit-tasks.js';
export * from './requests/misfits/without-tool.js';
export { type GeneratedRequest, type RequestOptions, requestsFor, type StatedCall } from './requests/requests-for.js';
export { type Style as RequestStyle, styles as requestStyles } from './requests/styles.js';
