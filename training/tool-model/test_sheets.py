"""Sheets as tokens and rows."""

import json
import tempfile
import unittest
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers

from attention import Block, sheet_blocks
from sheets import Item, Sheet, batch_of, packed, read_sheets


def letters() -> Tokenizer:
    """A token for each letter: a = 0, b = 1, …"""
    tokenizer = Tokenizer(models.WordLevel({letter: number for number, letter in enumerate("abcdefgh")}, unk_token="h"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    return tokenizer


def written(folder: str, *sheets: object) -> Path:
    path = Path(folder) / "sheets.jsonl"
    path.write_text("".join(json.dumps(sheet) + "\n" for sheet in sheets), encoding="utf-8")
    return path


def item(name: str, *segments: tuple[str, bool]) -> dict:
    return {"id": name, "source": "s", "segments": [{"text": text, "learn": learn} for text, learn in segments]}


class SheetsTest(unittest.TestCase):
    def test_segments_are_tokens_with_what_is_to_be_learned(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = written(folder, {"prefix": "abc", "items": [item("one", ("de", False), ("fa", True)), item("two", ("b", True))]})
            found = read_sheets(path, letters(), 100)
        one = Item("one", "s", [3, 4, 5, 0], [False, False, True, True])
        self.assertEqual(found, [Sheet([0, 1, 2], [one, Item("two", "s", [1], [True])])])
        self.assertEqual((found[0].rows, found[0].learned), (8, 3))

    def test_items_that_do_not_fit_together_get_a_sheet_each_and_longer_ones_none(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            items = [item("one", ("aaa", True)), item("two", ("bbb", True)), item("long", ("aaaaaaa", True)), item("idle", ("a", False))]
            found = read_sheets(written(folder, {"prefix": "cc", "items": items}), letters(), 6)
        self.assertEqual([(sheet.prefix, [each.id for each in sheet.items]) for sheet in found], [([2, 2], ["one"]), ([2, 2], ["two"])])

    def test_another_kind_of_file_is_refused_by_its_line(self) -> None:
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(ValueError, "sheets.jsonl:1: expected a sheet"):
            read_sheets(written(folder, {"messages": []}), letters(), 6)

    def test_positions_go_on_from_the_prefix_and_rows_before_foretell(self) -> None:
        first = Sheet([1, 2], [Item("x", "s", [3, 4], [False, True]), Item("y", "s", [5], [True])])
        batch = batch_of([first, Sheet([6], [Item("z", "s", [7], [True])])])
        self.assertEqual(batch.tokens.tolist()[:7], [1, 2, 3, 4, 5, 6, 7])
        self.assertEqual(batch.positions.tolist()[:7], [0, 1, 2, 3, 2, 0, 1])
        self.assertEqual((batch.before.tolist(), batch.learned.tolist()), ([2, 1, 5], [4, 5, 7]))
        self.assertEqual(len(batch.tokens), 64)
        self.assertEqual([each.id for each in batch.items], ["x", "y", "z"])

    def test_packs_keep_the_order_and_the_limit(self) -> None:
        sheets = [Sheet([0] * rows, []) for rows in (5, 4, 7, 2, 1)]
        self.assertEqual([[sheet.rows for sheet in pack] for pack in packed(sheets, 10)], [[5, 4], [7, 2, 1]])

    def test_a_long_prefix_is_cut_in_pieces_and_items_see_all_of_it(self) -> None:
        self.assertEqual(
            sheet_blocks(10, 200, [7, 3]),
            [Block(10, 138, 10, 10), Block(138, 210, 10, 138), Block(210, 217, 10, 210), Block(217, 220, 10, 210)],
        )


if __name__ == "__main__":
    unittest.main()
