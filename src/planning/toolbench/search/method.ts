import { UsageError } from '../../../base/index.js';

/** How a query is searched, by the names that ToolBench's files bear. */
export type Method =
  | { readonly kind: 'dfs'; readonly name: string; readonly width: number }
  | { readonly kind: 'cot'; readonly name: string; readonly tries: number };

/** `DFS_woFilter_w<children>` or `CoT@<tries>`. Throws `UsageError` for anything else. */
export function parseMethod(name: string): Method {
  const width = Number(/^DFS_woFilter_w(\d+)$/.exec(name)?.[1]);
  if (width >= 1) return { kind: 'dfs', name, width };
  const tries = Number(/^CoT@(\d+)$/.exec(name)?.[1]);
  if (tries >= 1) return { kind: 'cot', name, tries };
  throw new UsageError(`no method named "${name}"; there are DFS_woFilter_w<children> and CoT@<tries>, such as CoT@1`);
}
