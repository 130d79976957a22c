"""Prints what of requirements.txt this Python has, as one JSON object; needs nothing but Python itself."""

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def main() -> None:
    lines = (Path(__file__).parent / "requirements.txt").read_text(encoding="utf-8").split()
    wanted = dict(line.split("==") for line in lines)
    print(json.dumps({"python": platform.python_version(), "wanted": wanted, "installed": {name: installed(name) for name in wanted}}))


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
