import { type Api, signature } from '../catalog/index.js';
import { describeInvocation } from './describe-invocation.js';
import { coloursFor, type Io, widthOf } from './io.js';
import { wrap } from './layout.js';

/** Everything known of an API, for people. */
export function apiLines(api: Api, io: Io): string[] {
  const colours = coloursFor(io, 'stdout');
  const facts: [string, string][] = [
    ['id', api.id],
    ['from', [api.provider, api.tool, api.category].filter(part => part !== '').join(' / ')],
    ['effect', api.effect],
    ...(api.deprecated === true ? [['status', 'deprecated by its source'] satisfies [string, string]] : []),
    ['called', describeInvocation(api.invocation)],
    ['source', [api.source.uri, api.source.pointer].filter(part => part !== undefined).join('#')],
  ];
  const lines = [colours.bold(signature({ name: api.name, description: '', parameters: api.parameters }))];
  if (api.description !== '') lines.push(...wrap(api.description, widthOf(io, 'stdout')));
  lines.push('', ...facts.map(([key, value]) => `${colours.dim(key.padEnd(8))}${value}`));
  lines.push('', colours.dim('arguments'), ...JSON.stringify(api.parameters, null, 2).split('\n'));
  if (api.returns !== undefined)
    lines.push(colours.dim('returns'), ...JSON.stringify(api.returns, null, 2).split('\n'));
  for (const example of api.examples) {
    lines.push(
      '',
      `${colours.dim('example')} ${example.request ?? ''}`.trimEnd(),
      `  ${JSON.stringify(example.arguments)}`,
    );
    if (example.returns !== undefined) lines.push(`  → ${JSON.stringify(example.returns)}`);
  }
  return lines;
}
