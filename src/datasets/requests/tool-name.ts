import type { Api } from '../../catalog/index.js';
import { plainText } from './lead-sentence.js';

/** `on Spotify`, for the API's tool, without what only says that it is an API; `undefined` where no name is left. */
export function saysTool({ tool, provider }: Api): string | undefined {
  const name = plainText(tool.slice(0, 80))
    .replace(/\([^)]*\)|https?:\S+/g, ' ')
    .replace(
      /\b(?:the|rest|restful|web|http|json|open|openapi|swagger|public|api|apis|v?\d+(?:\.\d+)*|version|service|services|client|management|platform|sdk|documentation|reference|specification|for|namespace|odata|of|beta|admin|endpoints?)\b/gi,
      ' ',
    )
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '');
  const words = name.split(' ').length;
  if (name.length >= 3 && name.length <= 30 && words <= 3) return `${words > 1 ? 'with' : 'on'} ${name}`;
  const host = /^([a-z][a-z0-9-]{2,18})\.(?:com|org|io|net|co|dev|app|me)\b/.exec(provider)?.[1];
  return host === undefined ? undefined : `on ${host}`;
}
