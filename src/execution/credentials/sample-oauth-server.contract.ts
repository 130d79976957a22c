import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SampleOAuthServer {
  readonly host: string;
  readonly tokenUrl: string;
  readonly deviceAuthorizationUrl: string;
  /** Every form that was sent, with who the client said it was. */
  readonly asked: readonly Asked[];
  /** What the next requests for a token are answered with instead, first one first. */
  readonly next: Reply[];
  /** Seconds between two questions of a device. */
  interval: number;
  close(): Promise<void>;
}

export interface Asked {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly basic?: string;
}

export interface Reply {
  readonly status: number;
  readonly body: object;
}

export const sampleClient = { id: 'the-client', secret: 'the+client secret' };

/** The errors of RFC 8628 that a device flow goes through, and others, as a server puts them. */
export const oauthError = (error: string, description?: string): Reply => ({
  status: 400,
  body: { error, ...(description === undefined ? {} : { error_description: description }) },
});

/**
 * An authorization server on loopback that gives tokens `token-1`, `token-2` … for an hour, to one client, and checks
 * secrets, refresh tokens and the proof of possession as a real one does.
 */
export async function sampleOAuthServer(): Promise<SampleOAuthServer> {
  const asked: Asked[] = [];
  const next: Reply[] = [];
  let given = 0;
  let challenge = '';

  function answer({ path, form, basic }: Asked): Reply {
    const isClient =
      basic === `${sampleClient.id}:${sampleClient.secret}` ||
      (form['client_id'] === sampleClient.id && (form['client_secret'] ?? sampleClient.secret) === sampleClient.secret);
    if (!isClient) return { ...oauthError('invalid_client', 'no such client'), status: 401 };
    if (path === '/device') {
      challenge = form['code_challenge'] ?? '';
      const body = {
        device_code: 'device-1',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://login.example/device',
      };
      return { status: 200, body: { ...body, expires_in: 600, interval: server.interval } };
    }
    const instead = next.shift();
    if (instead !== undefined) return instead;
    switch (form['grant_type']) {
      case 'client_credentials':
        return token({});
      case 'refresh_token':
        return form['refresh_token'] === `refresh-${given}` ? token(refresh()) : oauthError('invalid_grant');
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const proof = createHash('sha256')
          .update(form['code_verifier'] ?? '')
          .digest('base64url');
        return form['device_code'] === 'device-1' && proof === challenge
          ? token(refresh())
          : oauthError('invalid_grant');
      }
      default:
        return oauthError('unsupported_grant_type');
    }
  }

  const refresh = () => ({ refresh_token: `refresh-${given + 1}` });
  function token(more: object): Reply {
    given += 1;
    return { status: 200, body: { access_token: `token-${given}`, token_type: 'Bearer', expires_in: 3600, ...more } };
  }

  const listener = createServer(async (request, response) => {
    const one = await read(request);
    asked.push(one);
    send(response, answer(one));
  });
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const server: SampleOAuthServer = {
    host,
    tokenUrl: `http://${host}/token`,
    deviceAuthorizationUrl: `http://${host}/device`,
    asked,
    next,
    interval: 5,
    close: () => new Promise(resolve => void listener.close(() => resolve())),
  };
  return server;
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const login = basic === undefined ? {} : { basic: unescaped(Buffer.from(basic, 'base64').toString()) };
  return { path: request.url ?? '', form, ...login };
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
}

function unescaped(login: string): string {
  return login
    .split(':')
    .map(part => decodeURIComponent(part.replaceAll('+', ' ')))
    .join(':');
}
