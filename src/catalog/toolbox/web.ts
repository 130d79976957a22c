import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Web and networks, without going online: parts of a URL, IP subnets, HTTP status codes.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'parse_url',
    description: 'Takes a web address (URL) apart: protocol, host, port, path, query parameters and fragment.',
    parameters: parameters({ url: { type: 'string', minLength: 1, maxLength: 8000, description: 'The address.' } }),
    examples: [
      {
        request: 'What are the parameters in https://example.com:8080/a/b?x=1&y=two#top?',
        arguments: { url: 'https://example.com:8080/a/b?x=1&y=two#top' },
        returns: {
          protocol: 'https',
          host: 'example.com',
          port: 8080,
          path: '/a/b',
          query: [
            { name: 'x', value: '1' },
            { name: 'y', value: 'two' },
          ],
          fragment: 'top',
        },
      },
    ],
    run: ({ url }: { url: string }) => {
      if (!URL.canParse(url)) throw new Error(`"${url.slice(0, 100)}" is not a whole web address`);
      const parsed = new URL(url);
      return {
        protocol: parsed.protocol.replace(/:$/, ''),
        host: parsed.hostname,
        port: parsed.port === '' ? null : Number(parsed.port),
        path: parsed.pathname,
        query: [...parsed.searchParams].map(([name, value]) => ({ name, value })),
        fragment: parsed.hash.slice(1),
      };
    },
  },
  {
    name: 'subnet_facts',
    description: 'Works out an IPv4 subnet from CIDR notation: netmask, network and broadcast address, usable hosts.',
    parameters: parameters({
      cidr: { type: 'string', maxLength: 20, description: 'Address and prefix length.', examples: ['192.168.1.10/24'] },
    }),
    examples: [
      {
        request: 'How many hosts fit in 192.168.1.10/26?',
        arguments: { cidr: '192.168.1.10/26' },
        returns: {
          network: '192.168.1.0',
          netmask: '255.255.255.192',
          broadcast: '192.168.1.63',
          first_host: '192.168.1.1',
          last_host: '192.168.1.62',
          hosts: 62,
        },
      },
      {
        arguments: { cidr: '10.0.0.1/32' },
        returns: {
          network: '10.0.0.1',
          netmask: '255.255.255.255',
          broadcast: '10.0.0.1',
          first_host: '10.0.0.1',
          last_host: '10.0.0.1',
          hosts: 1,
        },
      },
    ],
    run: ({ cidr }: { cidr: string }) => subnet(cidr),
  },
  {
    name: 'explain_http_status',
    description: 'Tells what an HTTP status code means, such as 404 or 503.',
    parameters: parameters({
      status: { type: 'integer', minimum: 100, maximum: 599, description: 'The status code.' },
    }),
    examples: [
      {
        request: 'My site says error 503, what is that?',
        arguments: { status: 503 },
        returns: { status: 503, name: 'Service Unavailable', kind: 'server error' },
      },
    ],
    run: async ({ status }: { status: number }) => {
      const { STATUS_CODES } = await import('node:http');
      const name = STATUS_CODES[status];
      if (name === undefined) throw new Error(`no HTTP status ${status} is registered`);
      return { status, name, kind: kinds[Math.floor(status / 100)] ?? '' };
    },
  },
]);

const kinds = ['', 'information', 'success', 'redirection', 'client error', 'server error'];

/** In a /31 both addresses are hosts (RFC 3021), in a /32 the only one is. */
function subnet(cidr: string) {
  const [, address = '', prefix = ''] = /^\s*((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})\s*$/.exec(cidr) ?? [];
  const octets = address.split('.').map(Number);
  const length = Number(prefix);
  if (address === '' || octets.some(octet => octet > 255) || length > 32) {
    throw new Error(`"${cidr}" is not an IPv4 subnet; write it like 192.168.1.0/24`);
  }
  // Plain arithmetic: bit operators would read addresses from 128.0.0.0 on as negative.
  const size = 2 ** (32 - length);
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = Math.floor(number / size) * size;
  const last = first + size - 1;
  const margin = length >= 31 ? 0 : 1;
  return {
    network: dotted(first),
    netmask: dotted(2 ** 32 - size),
    broadcast: dotted(last),
    first_host: dotted(first + margin),
    last_host: dotted(last - margin),
    hosts: size - 2 * margin,
  };
}

function dotted(number: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map(place => Math.floor(number / place) % 256).join('.');
}
