import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';

export const description =
  'Files of the workspace folder: list, read, write, delete; writing and deleting can be undone.';

const path = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  description: 'Path within the workspace, with forward slashes.',
  examples: ['notes/todo.txt'],
};

export const functions: readonly FunctionDefinition[] = [
  {
    name: 'list_files',
    description: 'Lists the files of the workspace or of a folder in it, with their sizes.',
    effect: 'read',
    parameters: parameters({
      folder: { ...path, minLength: 0, default: '', description: 'Folder within the workspace; all of it when empty.' },
    }),
    examples: [
      {
        request: 'Which files do I have here?',
        arguments: {},
        returns: [
          { path: 'hello.txt', bytes: 6 },
          { path: 'old/draft.txt', bytes: 5 },
        ],
      },
    ],
    run: async ({ folder }: { folder: string }, { workspace }: FunctionContext) =>
      (await import('./files/workspace-files.js')).listFiles(workspace, folder),
  },
  {
    name: 'read_file',
    description: 'Reads a text file of the workspace.',
    effect: 'read',
    parameters: parameters({ path }),
    examples: [{ request: 'What does hello.txt say?', arguments: { path: 'hello.txt' }, returns: 'Hello\n' }],
    run: async (args: { path: string }, { workspace }: FunctionContext) =>
      (await import('./files/workspace-files.js')).readFile(workspace, args.path),
  },
  {
    name: 'write_file',
    description: 'Writes (saves) a text file in the workspace, making it and its folders or replacing what it held.',
    effect: 'reversible',
    parameters: parameters({
      path,
      text: { type: 'string', maxLength: 1_000_000, description: 'What the file is to hold.' },
    }),
    examples: [
      {
        request: 'Save "milk, eggs" as shopping.txt',
        arguments: { path: 'shopping.txt', text: 'milk, eggs' },
        returns: { path: 'shopping.txt', bytes: 10 },
      },
    ],
    run: async (args: { path: string; text: string }, { workspace }: FunctionContext) =>
      (await import('./files/workspace-files.js')).writeFile(workspace, args.path, args.text),
    undo: async (args: { path: string }, context: FunctionContext) =>
      (await import('./files/file-undo.js')).keepFile(context, args.path),
  },
  {
    name: 'delete_file',
    description: 'Deletes a file of the workspace.',
    effect: 'reversible',
    parameters: parameters({ path }),
    examples: [
      {
        request: 'Throw away old/draft.txt',
        arguments: { path: 'old/draft.txt' },
        returns: { path: 'old/draft.txt', bytes: 5 },
      },
    ],
    run: async (args: { path: string }, { workspace }: FunctionContext) =>
      (await import('./files/workspace-files.js')).deleteFile(workspace, args.path),
    undo: async (args: { path: string }, context: FunctionContext) =>
      (await import('./files/file-undo.js')).keepFile(context, args.path),
  },
];

export const undoFunctions: readonly FunctionDefinition[] = [
  {
    name: 'restore_file',
    description: 'Puts a file of the workspace back as it was before it was written or deleted.',
    effect: 'irreversible',
    parameters: parameters(
      {
        path,
        kept: {
          type: 'string',
          pattern: '^[0-9a-f-]{1,60}$',
          description: 'Name of the copy kept; none for a new file.',
        },
        made: { ...path, description: 'The topmost folder that was made for a new file.' },
      },
      ['kept', 'made'],
    ),
    run: async (args: { path: string; kept?: string; made?: string }, { workspace }: FunctionContext) =>
      (await import('./files/file-undo.js')).restoreFile(workspace, args),
  },
];
