"""Settings of all tests."""

import os

from hypothesis import settings

# A build must give the same answer twice; on a developer's machine new examples are welcome.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
