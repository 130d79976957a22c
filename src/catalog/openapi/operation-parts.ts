import type { HttpEncoding, HttpParameter } from '../api.js';

/** What an operation is made of, whichever version of OpenAPI says so. Schemas are as they were written. */
export interface OperationParts {
  readonly parameters: readonly ParameterPart[];
  readonly body?: BodyPart;
  /** The first successful reply that has a schema. */
  readonly reply?: { readonly contentType: string; readonly schema: unknown };
}

export interface ParameterPart extends Omit<HttpParameter, 'argument'> {
  readonly required: boolean;
  readonly description?: unknown;
  readonly schema: unknown;
  readonly example?: unknown;
}

export interface BodyPart {
  readonly contentType: string;
  readonly required: boolean;
  readonly description?: unknown;
  readonly schema: unknown;
  readonly encoding?: Readonly<Record<string, HttpEncoding>>;
  readonly example?: unknown;
}

/** Where in the document an operation stands. */
export interface OperationPlace {
  readonly path: string;
  readonly method: HttpMethod;
  readonly pathItem: { readonly [key: string]: unknown };
  readonly operation: { readonly [key: string]: unknown };
  /** JSON pointer of the operation. */
  readonly pointer: string;
}

export const httpMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type HttpMethod = (typeof httpMethods)[number];
