import type { Dispatcher } from 'undici';
import { CapuchinError, messageOf } from '../../base/index.js';
import { guardedAgent } from './guarded-agent.js';
import { AddressRefused, hostAndPort, type NetworkGuard } from './network-guard.js';
import { type Proxies, proxyFor } from './proxies.js';
import type { SendOptions } from './send-request.js';

export interface ConnectionsOptions {
  /** How all connections are made instead; hosts are still checked, but by name only. */
  readonly dispatcher?: Dispatcher;
  readonly proxies?: Proxies;
}

export interface Connections extends Pick<SendOptions, 'dispatcher' | 'check'> {
  /** Ends connections that were made here, when the requests on them have ended. */
  close(): Promise<void>;
}

/**
 * How requests reach their hosts: to the very addresses the guard has checked; through a proxy, which looks the host up
 * once more, only after a check of the addresses that are seen from here.
 */
export async function connections(guard: NetworkGuard, options: ConnectionsOptions): Promise<Connections> {
  if (options.dispatcher !== undefined) {
    const { dispatcher } = options;
    return { dispatcher, check: url => guard.check(...hostAndPort(url)), close: async () => {} };
  }
  const direct = await guardedAgent(guard);
  const { proxies } = options;
  if (proxies === undefined) return { dispatcher: direct, close: () => direct.close() };
  const { dispatcher, close } = await dividedBetween(direct, proxies);
  return { dispatcher, check: url => checkProxied(url, guard, proxies), close };
}

async function dividedBetween(direct: Dispatcher, proxies: Proxies): Promise<Connections> {
  const { Dispatcher, ProxyAgent } = await import('undici');
  const agents = new Map<string, Dispatcher>();
  function agentOf(proxy: string): Dispatcher {
    const known = agents.get(proxy);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({ uri: proxy, proxyTunnel: false }); // `http:` targets as forwarded requests
    agents.set(proxy, agent);
    return agent;
  }
  const dispatcher = new (class extends Dispatcher {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const proxy = proxyFor(new URL(String(options.origin)), proxies);
      return (proxy === undefined ? direct : agentOf(proxy)).dispatch(options, handler);
    }
  })();
  return {
    dispatcher,
    close: async () => void (await Promise.all([direct, ...agents.values()].map(each => each.close()))),
  };
}

async function checkProxied(url: URL, guard: NetworkGuard, proxies: Proxies): Promise<void> {
  if (proxyFor(url, proxies) === undefined) return; // direct connections are checked when they are made
  const [host, port] = hostAndPort(url);
  if (guard.allows(host, port)) return; // such names may be known to the proxy only
  try {
    await guard.check(host, port);
  } catch (thrown) {
    if (thrown instanceof AddressRefused) throw thrown;
    const why = `${host} cannot be looked up from here, so where the proxy would go cannot be checked`;
    throw new CapuchinError('host-not-found', `${why} (${messageOf(thrown)}); allow it by name to call it`, {
      cause: thrown,
    });
  }
}
