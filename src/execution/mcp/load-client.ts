import { MissingDependency } from '../../base/index.js';

export type McpClientModule = typeof import('@modelcontextprotocol/client');

/** The official client, which is installed only where servers are used. Throws `MissingDependency` where it is not. */
export async function loadClient(): Promise<McpClientModule> {
  try {
    return await import('@modelcontextprotocol/client');
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw thrown;
    const install = 'npm install @modelcontextprotocol/client@2';
    throw new MissingDependency('@modelcontextprotocol/client', install, { cause: thrown });
  }
}
