"""How long the page's properties are tried: 100 planners each, 25 in a usual run, 2,000 in
a nightly run.

Nightly: `HYPOTHESIS_PROFILE=nightly pytest tests/brief`, or the option
`--hypothesis-profile=nightly` with that folder.
"""

import os

from hypothesis import settings

settings.register_profile("nightly", max_examples=2_000, deadline=None)

if os.environ.get("HYPOTHESIS_PROFILE") == "nightly":
    settings.load_profile("nightly")
