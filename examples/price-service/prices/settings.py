"""Settings from a file. `load` is called while the service starts, and in a handler, where it blocks."""

import json
from pathlib import Path

SETTINGS = Path(__file__).parent / "settings.json"


def load():
    return json.loads(SETTINGS.read_text())
