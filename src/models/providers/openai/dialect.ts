/** Where servers that speak OpenAI's chat completions differ. Declared by whoever names the model, never guessed. */
export interface OpenAiDialect {
  /**
   * The member that carries a reply schema: `response_format` (OpenAI, vLLM, llama-server, Ollama, LM Studio, TGI),
   * `structured_outputs` or `guided_json` (vLLM, newer and older), `format` (Ollama's own), `json_schema` (llama-server's
   * own). `none`: the server knows no schemas.
   */
  readonly schema: (typeof schemaDialects)[number];
  /** `text`: the server cannot be trusted with tools, they are offered in the prompt (see `withTextTools`). */
  readonly tools: (typeof toolDialects)[number];
  /** The member that bounds the reply; OpenAI's reasoning models take only the longer name. */
  readonly limit: (typeof limitDialects)[number];
  /** `none` for servers that refuse to be asked for usage while streaming. */
  readonly usage: (typeof usageDialects)[number];
  readonly logprobs: boolean;
  readonly seed: boolean;
}

export const schemaDialects = [
  'response_format',
  'structured_outputs',
  'guided_json',
  'format',
  'json_schema',
  'none',
] as const;
export const toolDialects = ['native', 'text'] as const;
export const limitDialects = ['max_tokens', 'max_completion_tokens'] as const;
export const usageDialects = ['stream_options', 'none'] as const;

export const commonDialect: OpenAiDialect = {
  schema: 'response_format',
  tools: 'native',
  limit: 'max_tokens',
  usage: 'stream_options',
  logprobs: true,
  seed: true,
};
