/**
 * The names that ToolBench's folders, function names and caches are made of. A text is lower-cased, everything but
 * letters, digits, `_`, `^` and common Chinese characters becomes `_`, and a leading digit gets `get_` before it.
 *
 * Example: `TheClique - Get v2` → `theclique_get_v2`, `90 minutes` → `get_90_minutes`.
 * Source: ToolBench, `utils.py` of the published inference code. The `^` is an accident of its pattern, kept because
 * published names have it.
 */
export function standardName(text: string): string {
  const name = text
    .replace(/[^\u4E00-\u9FA5A-Za-z0-9_^]/g, '_')
    .replace(/_+/g, '_')
    .toLowerCase()
    .replace(/^_+|_+$/g, '');
  return /^[0-9]/.test(name) ? `get_${name}` : name;
}

const reserved = new Set(['from', 'class', 'return', 'false', 'true', 'id', 'and']);

/** As `standardName`, for APIs and parameters, which may not be words of the language ToolBench runs them in. */
export function standardIdentifier(text: string): string {
  const name = standardName(text);
  return reserved.has(name) ? `is_${name}` : name;
}

/** A category as ToolBench's folders call it: `News, Media` → `News_Media`. */
export function standardCategory(text: string): string {
  return text.replace(/[ ,/]/g, '_').replaceAll('__', '_');
}
