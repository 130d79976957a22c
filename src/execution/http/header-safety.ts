import { RequestProblem } from './request-problem.js';

/** Headers that belong to the connection, the body or the browser, and that no argument may set. */
const forbidden = new Set(
  `accept-encoding connection content-encoding content-length content-type cookie expect host keep-alive
  proxy-authorization proxy-connection set-cookie te trailer transfer-encoding upgrade via`.split(/\s+/),
);

/** Throws `RequestProblem` unless an argument may set this header to this value. */
export function checkHeader(name: string, value: string): void {
  checkHeaderName(name);
  if (forbidden.has(name.toLowerCase())) throw new RequestProblem(`the header ${name} cannot be set by an argument`);
  checkHeaderValue(name, value);
}

/** Throws `RequestProblem` for what HTTP does not take as a header's name. */
export function checkHeaderName(name: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/.test(name)) throw new RequestProblem(`"${name}" is no header name`);
}

/** Throws `RequestProblem` for a value that would end the header, or that HTTP cannot carry. */
export function checkHeaderValue(name: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new RequestProblem(`the header ${name} cannot hold a line break`);
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new RequestProblem(`the header ${name} can hold only printable Latin-1 characters`);
  }
}
