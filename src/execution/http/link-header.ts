/**
 * The absolute address that a `Link` header gives for the next page, where it does.
 *
 * Source: RFC 8288, section 3: `<address>; rel="next"; …, <address>; …`.
 */
export function nextLink(header: string | undefined, base: string): string | undefined {
  for (const { target, parameters } of links(header ?? '')) {
    const relation = /(?:^|;)\s*rel\s*=\s*("[^"]*"|[^\s;]+)/i.exec(parameters)?.[1] ?? '';
    const names = relation.replaceAll('"', '').toLowerCase().split(/\s+/);
    if (names.includes('next') && URL.canParse(target, base)) return new URL(target, base).href;
  }
  return undefined;
}

/** Each `<target>` with what stands between it and the next. Commas in quotes and addresses are not in the way. */
function links(header: string): { readonly target: string; readonly parameters: string }[] {
  const found = [];
  for (let start = header.indexOf('<'); start !== -1; ) {
    const end = header.indexOf('>', start);
    if (end === -1) break;
    const next = header.indexOf('<', end);
    const parameters = header.slice(end + 1, next === -1 ? undefined : next).replace(/,\s*$/, '');
    found.push({ target: header.slice(start + 1, end), parameters });
    start = next;
  }
  return found;
}
