/** Arguments that no request can carry. Caught where a request is built, and turned into a value there. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
}
