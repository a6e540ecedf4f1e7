"""`python -m tuiplanner` is the same as `tuiplanner`."""

import sys

from tuiplanner.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
