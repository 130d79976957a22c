import type { Agent, buildConnector } from 'undici';
import type { Address, NetworkGuard } from './network-guard.js';

/**
 * Connects only to addresses the guard has checked: what was checked is what is connected to, so that no second answer
 * of a name server can come in between.
 */
export async function guardedAgent(guard: NetworkGuard): Promise<Agent> {
  const { Agent, buildConnector } = await import('undici'); // takes as long to load as everything else together
  return new Agent({
    connect(options, callback) {
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      guard.check(options.hostname, port).then(
        addresses => buildConnector({ lookup: pinned(addresses), autoSelectFamily: true })(options, callback),
        (thrown: Error) => callback(thrown, null),
      );
    },
  });
}

type Lookup = NonNullable<Extract<buildConnector.BuildOptions, { lookup?: unknown }>['lookup']>;

/** A look-up that knows one host. */
function pinned(addresses: readonly Address[]): Lookup {
  const [first] = addresses;
  const all = addresses.map(address => ({ ...address }));
  return (_host, options, callback) => {
    if (options.all === true) callback(null, all);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };
}
