import type { Invocation } from '../catalog/index.js';

/** How an API is called, in one line for people. */
export function describeInvocation(invocation: Invocation): string {
  switch (invocation.kind) {
    case 'function':
      return `function ${invocation.function} of ${invocation.module}`;
    case 'http':
      return `${invocation.method} ${invocation.servers[0]?.url ?? ''}${invocation.path}`;
    case 'toolbench':
      return `ToolBench ${invocation.category} / ${invocation.tool} / ${invocation.api} (recordings or a server needed)`;
    case 'mcp': {
      const { server, tool } = invocation;
      const where = server.kind === 'http' ? server.url : [server.command, ...server.arguments].join(' ');
      return `MCP tool ${tool} of ${where}`;
    }
    case 'code':
      return `${invocation.language}: ${invocation.code} (a line to write, not a call to make)`;
    default:
      return invocation satisfies never;
  }
}
