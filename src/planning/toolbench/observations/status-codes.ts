/** What a call came to, as ToolBench numbers it. */
export type StatusCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

export interface StatusMeaning {
  readonly name: string;
  readonly meaning: string;
  /** What the service's `error` says of it, as far as it is one text. */
  readonly error?: string;
}

/**
 * The meanings that ToolBench documents. Its code gives 7 to calls without authorization and 8 to APIs that are not
 * subscribed to, the other way round (`publishedCode`). A search acts on 3 and 4 alone; the others are only told to the
 * model.
 */
export const statusCodes: Readonly<Record<StatusCode, StatusMeaning>> = {
  0: { name: 'ok', meaning: 'the API answered' },
  1: { name: 'unknown-function', meaning: 'no function has the name that was called' },
  2: { name: 'bad-input', meaning: 'the arguments do not fit the function' },
  3: { name: 'answered', meaning: 'the final answer was given' },
  4: { name: 'gave-up', meaning: 'the model gave the way up' },
  5: { name: 'timeout', meaning: 'the API did not answer in time', error: 'Timeout error...' },
  6: { name: 'not-working', meaning: 'the API is not there, or does not work', error: 'API not working error...' },
  7: { name: 'not-subscribed', meaning: 'the API is not subscribed to', error: 'Unsubscribed error...' },
  8: { name: 'unauthorized', meaning: 'the credential is missing or refused', error: 'Unauthorized error...' },
  9: { name: 'too-many-requests', meaning: 'too many requests at once', error: 'Too many requests error...' },
  10: { name: 'rate-limit', meaning: 'the limit of requests is used up', error: 'Rate limit per minute error...' },
  11: { name: 'message-error', meaning: 'the reply says that it is an error', error: 'Message error...' },
  12: { name: 'not-sent', meaning: 'the request could not be sent, or the reply could not be read' },
};

/** The number that ToolBench's own code uses, which has 7 and 8 the other way round; also turns that back. */
export function publishedCode(code: StatusCode): StatusCode {
  if (code === 7) return 8;
  return code === 8 ? 7 : code;
}
