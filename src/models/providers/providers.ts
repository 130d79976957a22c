import type { ModelProvider } from './model-provider.js';

/** The whole registry: what may stand before the first colon of a selection string. Each is loaded when first used. */
export const modelProviders = {
  anthropic: {
    selection: 'anthropic:<model>[@<base URL>][#<options>]',
    needs: 'ANTHROPIC_API_KEY',
    load: async () => (await import('./anthropic/provider.js')).openModel,
  },
  llama: {
    selection: 'llama:<name or .gguf file>[?lora=<file>&context=<tokens>&threads=<n>&choose=likelihood|decode|trained]',
    needs: 'nothing but room for what is fetched once (docs/embedded-model.md)',
    load: async () => (await import('./llama/provider.js')).openModel,
  },
  openai: {
    selection: 'openai:<model>[@<base URL>][#<options>]',
    needs: 'OPENAI_API_KEY, or the address of any compatible server',
    load: async () => (await import('./openai/provider.js')).openModel,
  },
  recorded: {
    selection: 'recorded:<file>[?record=<selection string>]',
    needs: 'a recording, or the model to record',
    load: async () => (await import('../recorded/open-recording.js')).openModel,
  },
  scripted: {
    selection: 'scripted:<file>',
    needs: 'a JSON file with a list of replies',
    load: async () => (await import('../scripted/open-script.js')).openModel,
  },
} as const satisfies Record<string, ModelProvider>;
