"""The GGUF file: what is in it, the order of rows, the same bytes twice."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader

from adapter import Adapter
from export_gguf import export, interleaved
from test_model import tiny_model


class ExportTest(unittest.TestCase):
    def setUp(self) -> None:
        _, self.shape, _ = tiny_model()
        self.adapter = Adapter(self.shape, rank=4, alpha=8)
        self.adapter.initialise(torch.Generator().manual_seed(3), everything=True)

    def test_rows_of_a_head_alternate_between_its_halves(self) -> None:
        rows = np.arange(8).reshape(8, 1)  # two heads of four rows
        self.assertEqual(interleaved(rows, 2)[:, 0].tolist(), [0, 2, 1, 3, 4, 6, 5, 7])
        self.assertEqual(interleaved(rows, None)[:, 0].tolist(), list(range(8)))

    def test_file_holds_the_adapter(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "adapter.gguf"
            export(self.adapter, path, "test")
            reader = GGUFReader(path)
            fields = {name: reader.get_field(name).contents() for name in ("general.type", "general.architecture", "adapter.type", "adapter.lora.alpha")}
            tensors = {tensor.name: np.array(tensor.data) for tensor in reader.tensors}
        self.assertEqual(fields, {"general.type": "adapter", "general.architecture": "llama", "adapter.type": "lora", "adapter.lora.alpha": 8.0})
        self.assertEqual(len(tensors), self.shape.layers * 7 * 2)
        down = self.adapter.b[2, "down_proj"].numpy().astype(np.float16)
        np.testing.assert_array_equal(tensors["blk.2.ffn_down.weight.lora_b"], down)
        key = self.adapter.b[0, "k_proj"].numpy().astype(np.float16)
        np.testing.assert_array_equal(tensors["blk.0.attn_k.weight.lora_b"], interleaved(key, self.shape.key_heads))
        self.assertEqual(tensors["blk.0.attn_q.weight.lora_a"].dtype, np.float16)

    def test_same_adapter_same_bytes(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("one.gguf", "two.gguf")]
            for path in paths:
                export(self.adapter, path, "test")
            self.assertEqual(paths[0].read_bytes(), paths[1].read_bytes())

    def test_numbers_beyond_half_precision_are_refused(self) -> None:
        self.adapter.values[0] = 1e6
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(ValueError, "float16"):
            export(self.adapter, Path(folder) / "adapter.gguf", "test")


if __name__ == "__main__":
    unittest.main()
