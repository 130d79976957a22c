export * from './bfcl/bfcl-report.js';
export * from './bfcl/bfcl-test.js';
export { bfclTool } from './bfcl/bfcl-tool.js';
export * from './bfcl/categories.js';
export * from './bfcl/check-cases.js';
export * from './bfcl/decode-json-calls.js';
export * from './bfcl/decoded-call.js';
export * from './bfcl/evaluate-bfcl.js';
export * from './bfcl/find-candidates.js';
export * from './bfcl/judge-bfcl.js';
export * from './bfcl/judged-test.js';
export { decodePythonCalls } from './bfcl/python/decode-python-calls.js';
export type { PythonValue } from './bfcl/python/python-value.js';
export * from './bfcl/result-files.js';
export * from './constraints/constraint-questions.js';
export * from './constraints/evaluate-constraints.js';
export * from './metrics/auroc.js';
export * from './metrics/brier-score.js';
export * from './metrics/coverage.js';
export * from './metrics/ndcg.js';
export * from './metrics/recall.js';
export * from './metrics/reciprocal-rank.js';
export * from './metrics/reliability.js';
export * from './multi-step/check-answer.js';
export * from './multi-step/evaluate-planners.js';
export * from './multi-step/fallible/fallible-model.js';
export * from './multi-step/fallible/fallible-rates.js';
export * from './multi-step/judged-run.js';
export * from './multi-step/multi-step-request.js';
export type { PlanCall } from './multi-step/planned-arguments.js';
export * from './multi-step/planners-report.js';
export * from './multi-step/run-until-answered.js';
export * from './multi-step/toolbox-executor.js';
export * from './retrieval/compare-retrieval.js';
export * from './retrieval/evaluate-fit.js';
export { evaluateRetrieval, type RetrievalEvaluation } from './retrieval/evaluate-retrieval.js';
export * from './retrieval/evaluate-run.js';
export * from './retrieval/retrieval-queries.js';
export {
  type RetrievalMetric,
  type RetrievalReport,
  type RetrievalScores,
  retrievalMetrics,
  type ScoredQuery,
} from './retrieval/score-rankings.js';
export * from './retrieval/suites/first-items.js';
export { fitRows } from './retrieval/suites/fit-rows.js';
export * from './retrieval/suites/open-suite.js';
export type { RetrievalSuite, SuiteData } from './retrieval/suites/retrieval-suite.js';
export * from './retrieval/suites/suites.js';
export * from './retrieval/suites/with-apis.js';
export * from './retrieval/trec/read-trec.js';
export * from './retrieval/trec/trec-token.js';
export * from './retrieval/trec/trec-writer.js';
export * from './sealtools/evaluate-sealtools.js';
export * from './sealtools/seal-request.js';
export * from './sealtools/seal-scores.js';
export * from './statistics/bootstrap.js';
export * from './statistics/paired-comparison.js';
export * from './statistics/wilson.js';
export * from './tool-calls/accuracy.js';
export * from './tool-calls/ask-for-calls.js';
export * from './tool-calls/changed-documents/change-plan.js';
export * from './tool-calls/choose-evenly.js';
export * from './tool-calls/toolbox/evaluate-toolbox.js';
export * from './tool-calls/toolbox/execute-in-folder.js';
export * from './tool-calls/toolbox/toolbox-request.js';
