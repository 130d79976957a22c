"""What is written as GGUF is read again, rounded to float16 and nothing else."""

import tempfile
import unittest
from pathlib import Path

import torch

from adapter import Adapter, Shape
from export_gguf import export
from gguf_adapter import read_gguf


class GgufAdapterTest(unittest.TestCase):
    def test_round_trip(self) -> None:
        shape = Shape(layers=2, width=48, heads=6, key_heads=2, head_size=8, inner=80, vocabulary=97, epsilon=1e-5, rope_base=1e4)
        adapter = Adapter(shape, rank=4, alpha=8)
        adapter.initialise(torch.Generator().manual_seed(3), everything=True)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "adapter.gguf"
            export(adapter, path, "a test")
            found = read_gguf(shape, path)
        self.assertEqual((found.rank, found.alpha), (4, 8.0))
        torch.testing.assert_close(found.values, adapter.values.half().float(), atol=0, rtol=0)


if __name__ == "__main__":
    unittest.main()
