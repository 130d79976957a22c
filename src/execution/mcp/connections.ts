import { canonicalJson, isJsonObject, type JsonObject } from '../../base/index.js';
import type { ConnectMcp, McpServer, McpSession } from '../../catalog/index.js';

/** A connection, and the tools its server offers now. */
export interface Connection {
  readonly session: McpSession;
  /** The tool as the server lists it; undefined when it does not. The list is read once, and again after each change. */
  tool(name: string): Promise<JsonObject | undefined>;
}

export interface Connections {
  /** The connection to a server: the one there is, or a new one. Rejects when there can be none. */
  reach(server: McpServer): Promise<Connection>;
  /** Lets go of a connection that is of no use any more, so that the next call makes another. */
  drop(connection: Connection): Promise<void>;
  close(): Promise<void>;
}

/** One connection for each server, made when it is first needed. */
export function connections(connect: ConnectMcp): Connections {
  const open = new Map<string, Promise<Connection>>();

  function forget(made: Promise<Connection>): void {
    for (const [key, each] of open) if (each === made) open.delete(key);
  }

  async function make(server: McpServer): Promise<Connection> {
    let list: Promise<ReadonlyMap<string, JsonObject>> | undefined;
    const onToolsChanged = () => {
      list = undefined;
    };
    const session = await connect(server, { onToolsChanged });
    return {
      session,
      async tool(name) {
        list ??= listTools(session);
        const mine = list;
        try {
          return (await mine).get(name);
        } catch (thrown) {
          if (list === mine) list = undefined;
          throw thrown;
        }
      },
    };
  }

  return {
    reach(server) {
      const key = canonicalJson(server);
      const known = open.get(key);
      if (known !== undefined) return known;
      const made = make(server);
      open.set(key, made);
      made.then(
        ({ session }) => session.closed.then(() => forget(made)),
        () => forget(made),
      );
      return made;
    },
    async drop(connection) {
      for (const made of open.values()) {
        if ((await made.catch(() => undefined)) === connection) forget(made);
      }
      await connection.session.close();
    },
    async close() {
      const all = [...open.values()];
      open.clear();
      await Promise.allSettled(all.map(async made => (await made).session.close()));
    },
  };
}

async function listTools(session: McpSession): Promise<ReadonlyMap<string, JsonObject>> {
  const tools = new Map<string, JsonObject>();
  for await (const page of session.tools()) {
    for (const tool of page) {
      if (!isJsonObject(tool) || typeof tool['name'] !== 'string') continue;
      if (!tools.has(tool['name'])) tools.set(tool['name'], tool as JsonObject);
    }
  }
  return tools;
}
