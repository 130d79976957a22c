export * from './arguments/argument-checker.js';
export type { CheckedArguments } from './arguments/fit-arguments.js';
export * from './callable.js';
export * from './checked.js';
export { awsKeysForm, parseAwsKeys, writeAwsKeys } from './credentials/aws-keys.js';
export * from './credentials/credential-file.js';
export { type CredentialLookupOptions, credentialLookup, isHostOf } from './credentials/credential-lookup.js';
export * from './credentials/credentials-at-hand.js';
export * from './credentials/needed-schemes.js';
export * from './credentials/oauth-tokens.js';
export {
  type CredentialContent,
  credentialName,
  type OAuthGrant,
  type OAuthToken,
  type StoredCredential,
} from './credentials/stored-credential.js';
export { type TokenFetch, type TokenFetchOptions, tokenFetch } from './credentials/token-fetch.js';
export * from './cut-text.js';
export * from './describe-call.js';
export * from './dry-run.js';
export * from './executor.js';
export * from './functions/functions.js';
export * from './functions/perform-undo.js';
export type { FunctionsOptions } from './functions/run-definition.js';
export * from './guarded.js';
export { type BuiltRequest, buildRequest, type HttpRequest } from './http/build-request.js';
export { type CredentialLookup, type CredentialUse, credentialVariable } from './http/credentials.js';
export { type CurlCommand, curlCommand } from './http/curl-command.js';
export { type DocumentFetcherOptions, documentFetcher } from './http/document-fetcher.js';
export { type HostLimits, type HostLimitsOptions, hostLimits, type Visit } from './http/host-limits.js';
export { type HttpExecutorOptions, httpExecutor } from './http/http-executor.js';
export {
  type Address,
  AddressRefused,
  type NetworkGuard,
  type NetworkGuardOptions,
  networkGuard,
  type ResolveHost,
} from './http/network-guard.js';
export { type Proxies, proxyAddress } from './http/proxies.js';
export * from './inert.js';
export { type McpConnectorOptions, mcpConnector } from './mcp/mcp-connector.js';
export { type McpExecutorOptions, mcp } from './mcp/mcp-executor.js';
export { McpFailure, type McpFailureKind, MissingVariable } from './mcp/mcp-failure.js';
export * from './nothing-ran.js';
export * from './observation.js';
export * from './observation-body.js';
export { type PageLimits, type PageSeen, type PagesEnd, pageCalls } from './pages/page-calls.js';
export { type PagesOptions, pages, replyOf } from './pages/pages.js';
export { type Paging, pagingOf } from './pages/paging.js';
export type { CallAt } from './pages/request-at.js';
export * from './policy.js';
export * from './present-observation.js';
export { type Cassette, cassetteOf, type Holds } from './recorded/cassette.js';
export * from './recorded/read-cassette.js';
export * from './recorded/recorded.js';
export * from './recorded/recording.js';
export * from './recorded/recording-file.js';
export { RecordingMissing } from './recorded/recording-missing.js';
export {
  type CacheImportOptions,
  type CacheImportReport,
  importCache,
} from './recorded/stabletoolbench/import-cache.js';
export { pythonLiteral } from './recorded/stabletoolbench/python-literal.js';
export * from './routed.js';
export { type ReadPart, readPart, type WantedPart } from './shaping/read-part.js';
export * from './simulated/example-replies.js';
export { type ModelRepliesOptions, modelReplies } from './simulated/model-replies.js';
export * from './simulated/sample-arguments.js';
export * from './simulated/schema-replies.js';
export * from './simulated/simulated.js';
export * from './simulated/simulation.js';
export { type ToolBenchOptions, toolbench } from './toolbench/toolbench.js';
export { type PerformOptions, performStep } from './undo/perform-step.js';
export type { UndoPreparation } from './undo/prepare-undo.js';
