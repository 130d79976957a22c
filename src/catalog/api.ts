import type { JsonObject, JsonSchema, JsonValue } from '../base/index.js';

/**
 * What a call does to the world. `reversible` calls name the call that undoes them. Whatever is not known to be
 * harmless is `irreversible`.
 */
export type Effect = 'read' | 'reversible' | 'irreversible';

/** One thing that can be called, wherever it came from. Immutable; stored as one row of the catalog. */
export interface Api {
  /** `<collection>/<path within it>`; never changes while the source keeps the API, and orders ties. */
  readonly id: string;
  /** What models see: 1 to 64 of `[a-zA-Z0-9_-]`, unique in the store, given by the store (see `naming.ts`). */
  readonly name: string;
  readonly collection: string;
  /** Who offers it: a company, a host, a model hub; `capuchin` for built-in functions. */
  readonly provider: string;
  /** The group it belongs to within its provider: a RapidAPI tool, an OpenAPI document, a module. */
  readonly tool: string;
  readonly toolDescription?: string;
  readonly category: string;
  /** The API's own name in its source, unchanged. */
  readonly title: string;
  /** Plain text; may be empty when the source has none. */
  readonly description: string;
  /** JSON Schema of the arguments: always `type: object`. */
  readonly parameters: JsonSchema;
  readonly returns?: JsonSchema;
  readonly effect: Effect;
  readonly undo?: Undo;
  /** The source says that it should no longer be called. */
  readonly deprecated?: true;
  readonly examples: readonly ApiExample[];
  readonly source: SourcePointer;
  readonly invocation: Invocation;
  /** The text that the source's own publication gives retrievers to index, where it defines one. */
  readonly document?: string;
}

/** An API as an importer makes it. The store adds the collection, the id and the final name. */
export interface ApiDraft extends Omit<Api, 'id' | 'name' | 'collection'> {
  /** Unique within the collection, the same at every import; the id is `<collection>/<key>`. */
  readonly key: string;
  /** Wanted name, legal already (see `baseName`); kept as it is unless another API wants the same. */
  readonly baseName: string;
  /** Longer legal names, tried in this order when others want the same `baseName`; see `longerNames` for the usual ones. */
  readonly otherNames?: readonly string[];
}

export interface ApiExample {
  /** A request in words that this call answers, when there is one. */
  readonly request?: string;
  readonly arguments: JsonObject;
  /** The expected value, when calling with `arguments` always gives the same. */
  readonly returns?: JsonValue;
}

/** How a `reversible` call is taken back. */
export interface Undo {
  /** How to reverse it, in words a person can approve. */
  readonly description: string;
  /** The API call that reverses it; absent where the executor that makes the call prepares the reversal itself. */
  readonly call?: UndoCall;
}

/** A call of the same collection that reverses another, and where its arguments come from. */
export interface UndoCall extends ReferredCall {
  /**
   * A read made before the call, so that what it replaces can be put back. `finds: 'nothing'`: the call can be reversed
   * only where the read finds nothing there (404 or 410).
   */
  readonly before?: ReferredCall & { readonly finds?: 'nothing' };
  /** Reverses the call instead, where the read before it found nothing: the call has made what it wrote to. */
  readonly absent?: ReferredCall;
  /** A read that shows what the call made, so that changes made by others since can be seen before it is undone. */
  readonly after?: ReferredCall;
}

/** A call whose arguments are found in another call and what it gave. */
export interface ReferredCall {
  /** `key` of the API: its id is `<collection>/<key>`. */
  readonly api: string;
  /** Argument → where its value is found. Without a value that is needed there is no such call. */
  readonly arguments: Readonly<Record<string, UndoValue>>;
}

/** A value by JSON pointer, in the arguments of the call, in its reply or in what the read before it gave; or itself. */
export type UndoValue =
  | {
      readonly from: 'arguments' | 'reply' | 'before';
      readonly pointer: string;
      /**
       * Absent: always. `if-found`: the argument is left out where there is no value. `if-given`: it is left out where
       * the call that is reversed has no argument of its name, and needed otherwise.
       */
      readonly needed?: 'if-found' | 'if-given';
    }
  | { readonly from: 'document'; readonly value: JsonValue };

/** Where an API was read from: `uri` is a path, URL or `builtin:…`, `pointer` a place in it (JSON pointer or line). */
export interface SourcePointer {
  readonly uri: string;
  readonly pointer?: string;
}

/** How an API is called. `kind` selects the executor. */
export type Invocation = FunctionInvocation | HttpInvocation | ToolBenchInvocation | McpInvocation | CodeInvocation;

/** A function of a JavaScript or TypeScript module: `builtin:toolbox/<category>` or an absolute file URL. */
export interface FunctionInvocation {
  readonly kind: 'function';
  readonly module: string;
  readonly function: string;
}

/** An HTTP request, as OpenAPI describes it. Parameter names are the wire's; `argument` is the model's name for it. */
export interface HttpInvocation {
  readonly kind: 'http';
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';
  /** Path template, `{name}` for path parameters. */
  readonly path: string;
  /** In order of preference; empty when the source names none and the user must. */
  readonly servers: readonly HttpServer[];
  readonly parameters: readonly HttpParameter[];
  /** Sent with every call as they are; never credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** Alternatives (any one suffices); each alternative names all schemes it needs. Empty: no credentials needed. */
  readonly security: readonly (readonly HttpSecurity[])[];
  /** Media type of the reply that `returns` describes. */
  readonly accept?: string;
}

export interface HttpServer {
  /** Absolute, except when neither the source nor the place it was read from names a host; `{name}` for variables. */
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string; readonly enum?: readonly string[] }>>;
}

/** OpenAPI's styles, and `tabDelimited` for Swagger 2.0's `tsv`. */
export type HttpStyle =
  | 'form'
  | 'simple'
  | 'label'
  | 'matrix'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'tabDelimited'
  | 'deepObject';

export interface HttpParameter {
  readonly argument: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: HttpStyle;
  readonly explode: boolean;
  readonly allowReserved?: boolean;
  /** A media type: the value travels serialised as that type (OpenAPI `content` parameters). */
  readonly content?: string;
}

export interface HttpBody {
  readonly contentType: string;
  readonly required: boolean;
  /**
   * `whole`: the argument named `argument` is the body. `fields`: every argument in `arguments` is a member of it
   * (argument name → wire name).
   */
  readonly shape:
    | { readonly kind: 'whole'; readonly argument: string }
    | { readonly kind: 'fields'; readonly arguments: Readonly<Record<string, string>> };
  /** JSON bodies: what the arguments make is the member `member` of an object that has `constants` besides. */
  readonly envelope?: { readonly member: string; readonly constants: JsonObject };
  /** Wire name → how that member travels; for form and multipart bodies, and only where it differs from the usual. */
  readonly encoding?: Readonly<Record<string, HttpEncoding>>;
  /** The element that an XML body is. */
  readonly xml?: HttpXml;
}

export interface HttpEncoding {
  readonly style?: HttpStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly contentType?: string;
  /** The argument is `{ contentBase64, filename?, contentType? }` and travels as a file. */
  readonly file?: boolean;
}

/** How a value is written as XML. Members that are not listed are elements named as they are. */
export interface HttpXml {
  readonly name: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: boolean;
  /** Arrays: the items stand inside an element of their own. */
  readonly wrapped?: boolean;
  readonly properties?: Readonly<Record<string, HttpXml>>;
  readonly items?: HttpXml;
}

/** A credential an HTTP API needs. Its value is looked up by `scheme` when the call is made and stored nowhere. */
export interface HttpSecurity {
  readonly scheme: string;
  readonly type: 'apiKey' | 'basic' | 'bearer' | 'oauth2' | 'openIdConnect' | 'awsSigV4' | 'other';
  readonly in?: 'query' | 'header' | 'cookie';
  readonly name?: string;
  readonly scopes?: readonly string[];
  /** Where OAuth 2 tokens are got, as the source says. */
  readonly oauth?: HttpOAuth;
  /** AWS Signature version 4: the service's signing name. The region is in the host, or the user's. */
  readonly service?: string;
}

export interface HttpOAuth {
  readonly tokenUrl?: string;
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  /** OpenID Connect's discovery document. */
  readonly discoveryUrl?: string;
}

/** An API of ToolBench's crawl: reachable through recordings, a simulator, a ToolBench-style server or RapidAPI itself. */
export interface ToolBenchInvocation {
  readonly kind: 'toolbench';
  readonly category: string;
  readonly tool: string;
  readonly api: string;
  /** Argument → the name the source gives it, where they differ. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** How RapidAPI is asked directly; absent where the source does not say. */
  readonly request?: {
    readonly method: HttpInvocation['method'];
    /** `https://<host>/<path>`, `{name}` for parameters that stand in the path; the others go in the query or body. */
    readonly url: string;
    /** Value of the `X-RapidAPI-Host` header. */
    readonly host: string;
  };
}

/** A tool of a Model Context Protocol server. */
export interface McpInvocation {
  readonly kind: 'mcp';
  readonly server: McpServer;
  readonly tool: string;
  /** Its server said that it only reads and was trusted to, so that it is an API of effect `read`. */
  readonly readOnly?: true;
}

/**
 * A program that speaks the protocol on its standard input and output, or an address that speaks streamable HTTP.
 * `${NAME}` in arguments and in the values of a configuration file stands for the value of a variable, looked up when
 * the server is reached; no value is stored.
 */
export type McpServer =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly arguments: readonly string[];
      /** Absolute path of the folder it is started in. */
      readonly folder: string;
      /** Names of the environment variables it gets besides the usual few. */
      readonly environment?: readonly string[];
      readonly configured?: McpConfigured;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      /** Names of the headers it gets, besides a bearer token where there is one; their values are in `configured`. */
      readonly headers?: readonly string[];
      readonly configured?: McpConfigured;
    };

/** The entry of a configuration file that has the values of variables and headers. */
export interface McpConfigured {
  /** Absolute path. */
  readonly file: string;
  readonly server: string;
}

/** An API that is a line of code to write, not a call to make (APIBench). */
export interface CodeInvocation {
  readonly kind: 'code';
  readonly language: string;
  readonly code: string;
}

/** A named set of APIs that was imported from one source and is replaced as a whole by a re-import. */
export interface Collection {
  readonly name: string;
  readonly importer: string;
  readonly source: string;
  readonly importedAt: string;
  readonly apiCount: number;
  /** SHA-256 over the APIs' ids and contents; equal exactly when the APIs are equal. */
  readonly fingerprint: string;
}
