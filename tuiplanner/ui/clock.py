"""The date on screen: the session has the only clock."""

from datetime import date
from typing import Any

from textual.dom import DOMNode


def today(place: DOMNode) -> date:
    app: Any = place.app
    day: date = app.session.today
    return day
