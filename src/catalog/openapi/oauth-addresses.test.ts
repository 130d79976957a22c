import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { openApiDocument } from './document.js';
import { oauthOf } from './oauth-addresses.js';

const read = (raw: JsonObject, url?: string) => oauthOf(openApiDocument({ openapi: '3.1.0' }, 'test', url), raw).oauth;

describe('oauthOf', () => {
  it('takes each address from the flow that needs a browser least', () => {
    const flows = {
      implicit: { authorizationUrl: 'https://a.example/implicit' },
      authorizationCode: { authorizationUrl: 'https://a.example/go', tokenUrl: 'https://a.example/code-token' },
      clientCredentials: { tokenUrl: 'https://a.example/token' },
      deviceAuthorization: { deviceAuthorizationUrl: 'https://a.example/device', tokenUrl: 'javascript:alert(1)' },
    };
    expect(read({ flows })).toEqual({
      tokenUrl: 'https://a.example/token',
      authorizationUrl: 'https://a.example/go',
      deviceAuthorizationUrl: 'https://a.example/device',
    });
  });

  it('reads the members of version 2.0 and of OpenID Connect', () => {
    expect(read({ flow: 'application', tokenUrl: 'https://a.example/token' })).toEqual({
      tokenUrl: 'https://a.example/token',
    });
    const discoveryUrl = 'https://id.example/.well-known/openid-configuration';
    expect(read({ openIdConnectUrl: discoveryUrl })).toEqual({ discoveryUrl });
  });

  it('completes relative addresses from where the document was fetched', () => {
    expect(read({ tokenUrl: '/token' }, 'https://a.example/docs/api.json')).toEqual({
      tokenUrl: 'https://a.example/token',
    });
    expect(read({ tokenUrl: '/token' })).toBeUndefined();
  });
});
