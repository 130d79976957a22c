import { javaValue } from '../other-languages/java-value.js';
import { javascriptValue } from '../other-languages/javascript-value.js';
import type { PythonKind, PythonValue } from '../python/python-value.js';
import type { ParameterType } from './function-document.js';
import type { ErrorType } from './verdict.js';

/** How a language names its types, and how its values are written where a call holds them as texts. */
export interface Language {
  readonly types: ReadonlyMap<string, PythonKind>;
  /** Types whose items are looked at, too. */
  readonly nested: ReadonlySet<string>;
  /** Absent where values are what they are. */
  readonly written?: {
    /** The fault of a value that is no text. */
    readonly notText: ErrorType;
    readonly read: (text: string, type: ParameterType) => PythonValue;
  };
}

export const python: Language = {
  types: new Map([
    ['string', 'str'],
    ['integer', 'int'],
    ['float', 'float'],
    ['boolean', 'bool'],
    ['array', 'list'],
    ['tuple', 'list'],
    ['dict', 'dict'],
    ['any', 'str'],
  ]),
  nested: new Set(['array', 'tuple']),
};

export const java: Language = {
  types: new Map([
    ['byte', 'int'],
    ['short', 'int'],
    ['integer', 'int'],
    ['long', 'int'],
    ['float', 'float'],
    ['double', 'float'],
    ['boolean', 'bool'],
    ['char', 'str'],
    ['String', 'str'],
    ['any', 'str'],
    ['Array', 'list'],
    ['ArrayList', 'list'],
    ['Queue', 'list'],
    ['Stack', 'list'],
    ['HashMap', 'dict'],
    ['Hashtable', 'dict'],
  ]),
  nested: new Set(['Array', 'ArrayList']),
  written: { notText: 'type_error:java', read: javaValue },
};

export const javascript: Language = {
  types: new Map([
    ['String', 'str'],
    ['any', 'str'],
    ['integer', 'int'],
    ['Bigint', 'int'],
    ['float', 'float'],
    ['Boolean', 'bool'],
    ['array', 'list'],
    ['dict', 'dict'],
  ]),
  nested: new Set(['array']),
  written: { notText: 'type_error:js', read: javascriptValue },
};
