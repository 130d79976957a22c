import { describeObservation, type Observation } from '../../../execution/index.js';
import { type StatusCode, statusCodes } from './status-codes.js';

/** A call's outcome in the words of ToolBench's service. */
export interface ServiceReply {
  readonly code: StatusCode;
  /** Empty where the call went well. */
  readonly error: string;
  readonly response: string;
}

/**
 * An observation as ToolBench's service would tell of it. Only what stands in its status counts: a reply with the word
 * "error" in it is a good reply (the original gives it 11), and failures that the original takes for good replies have
 * their own codes. `nearest` are functions like the one that is not there.
 */
export function replyOfObservation(seen: Observation, nearest: readonly string[] = []): ServiceReply {
  switch (seen.status) {
    case 'ok':
      return { code: 0, error: '', response: seen.body };
    case 'unknown-api': {
      const hint = nearest.length === 0 ? '' : `. Nearest: ${nearest.join(', ')}`;
      return { code: 1, error: `No such function name: ${seen.given}${hint}`, response: '' };
    }
    case 'timeout':
      return named(5);
    case 'http-error':
      return named(codeOfHttpStatus(seen.httpStatus, seen.body), seen.body);
    case 'missing-credential':
      return named(8, describeObservation(seen));
    case 'bad-arguments':
      return { code: 2, error: describeObservation(seen), response: '' };
    case 'repeated':
      return { code: 0, error: '', response: describeObservation(seen) };
    case 'denied':
    case 'not-callable':
    case 'failed':
      return { code: 12, error: describeObservation(seen), response: '' };
    default:
      return seen satisfies never;
  }

  function named(code: StatusCode, response = ''): ServiceReply {
    const said = `request invalid, data error. status_code=${'httpStatus' in seen ? seen.httpStatus : ''}`;
    return { code, error: statusCodes[code].error ?? said, response };
  }
}

/** RapidAPI answers 403 for APIs that are not subscribed to, and 429 both when one is too fast and when a plan is used up. */
function codeOfHttpStatus(status: number, body: string): StatusCode {
  switch (status) {
    case 401:
      return 8;
    case 403:
      return 7;
    case 404:
    case 410:
    case 502:
    case 503:
      return 6;
    case 408:
    case 504:
      return 5;
    case 429:
      return /rate limit|quota/i.test(body) ? 10 : 9;
    default:
      return 12;
  }
}
