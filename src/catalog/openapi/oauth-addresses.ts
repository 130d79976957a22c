import { isJsonObject } from '../../base/index.js';
import type { HttpOAuth, HttpSecurity } from '../api.js';
import type { OpenApiDocument } from './document.js';

type Raw = { readonly [key: string]: unknown };

/** Flows in the order in which a program without a browser can use them; names of OpenAPI 2.0 and 3.x. */
const flowOrder = [
  'deviceAuthorization',
  'clientCredentials',
  'application',
  'authorizationCode',
  'accessCode',
  'password',
  'implicit',
];

/** Where tokens of an OAuth 2 or OpenID Connect scheme are got; of each kind of address that of the best flow. */
export function oauthOf(document: OpenApiDocument, raw: Raw): Pick<HttpSecurity, 'oauth'> {
  const declared = isJsonObject(raw['flows']) ? raw['flows'] : {};
  const named = flowOrder.flatMap(name => (isJsonObject(declared[name]) ? [declared[name]] : []));
  const flows: readonly Raw[] = [...named, raw];
  const first = (key: string) => flows.map(flow => address(document, flow[key])).find(url => url !== undefined);
  const tokenUrl = first('tokenUrl');
  const authorizationUrl = first('authorizationUrl');
  const deviceAuthorizationUrl = first('deviceAuthorizationUrl');
  const discoveryUrl = first('openIdConnectUrl') ?? first('oauth2MetadataUrl');
  const oauth: HttpOAuth = {
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(deviceAuthorizationUrl === undefined ? {} : { deviceAuthorizationUrl }),
    ...(discoveryUrl === undefined ? {} : { discoveryUrl }),
  };
  return Object.keys(oauth).length === 0 ? {} : { oauth };
}

/** Relative addresses are completed from where the document was fetched; what is no web address is left out. */
function address(document: OpenApiDocument, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value.trim(), document.url)) return undefined;
  const { protocol, href } = new URL(value.trim(), document.url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
