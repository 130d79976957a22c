import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const recipe = fileURLToPath(new URL('../training/large-models', import.meta.url));
const python = process.env['CAPUCHIN_PYTHON'] ?? 'python3';
const lacks = (...names: readonly string[]) => {
  const missing = names.filter(name => spawnSync(python, ['-c', `import ${name}`]).status !== 0);
  return missing.length === 0 ? '' : ` (skipped: ${python} has no ${missing.join(', ')})`;
};
const reason = lacks('torch', 'trl');
const timeout = 600_000;

/** One step on the tiny model; two processes that talk over gloo where `processes` is 2. */
function train(folder: string, config: string, processes: 1 | 2): string {
  const launch = processes === 1 ? [] : ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', '2'];
  const out = join(folder, config);
  const given = {
    config: `configs/${config}.yaml`,
    model_name_or_path: join(folder, 'model'),
    train_file: join(folder, 'train.jsonl'),
    output_dir: out,
    max_steps: '1',
    gradient_accumulation_steps: '1',
  };
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  const { status, stderr } = spawnSync(python, [...launch, 'finetune.py', ...options, '--use_cpu'], {
    cwd: recipe,
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', HF_HUB_OFFLINE: '1' },
  });
  expect(status, stderr.slice(-2000)).toBe(0);
  return out;
}

describe.skipIf(reason !== '')(`training/large-models${reason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-large-'));

  beforeAll(() => {
    spawnSync(python, ['tiny_model.py', folder], { cwd: recipe });
  }, timeout);

  it(
    'learns every reply and nothing else',
    () => {
      const script = `
import json, sys
from transformers import AutoTokenizer
from conversations import read_conversations, replies
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1] + '/model')
first = next(read_conversations(sys.argv[1] + '/train.jsonl'))
print(json.dumps([tokenizer.decode(reply) for _, reply in replies(first, tokenizer)]))`;
      const { stdout, stderr } = spawnSync(python, ['-c', script, folder], { cwd: recipe, encoding: 'utf8' });
      expect(stdout, stderr).not.toBe('');
      expect(JSON.parse(stdout)).toEqual(['{"name": "weather", "arguments": {"city": "Oslo"}}</s>', 'clear</s>']);
    },
    timeout,
  );

  it(
    'trains a LoRA adapter in one process',
    () => {
      expect(existsSync(join(train(folder, 'lora', 1), 'adapter_model.safetensors'))).toBe(true);
    },
    timeout,
  );

  it(
    'trains a whole model in two processes with FSDP',
    () => {
      expect(existsSync(join(train(folder, 'full-fsdp', 2), 'model.safetensors'))).toBe(true);
    },
    timeout,
  );
});
