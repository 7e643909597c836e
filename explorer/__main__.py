"""`python -m explorer` is the command `attention-explorer`."""

from __future__ import annotations

import os
import sys
import warnings

# The arithmetic of a picture is small: threads of NumPy's own would wait for each other longer
# than they compute wherever a processor is busy. Torch, which runs the models, has its threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from explorer.resource_files import lacking_package

try:
    from explorer.cli import main
except ModuleNotFoundError as error:
    said = lacking_package(error)
    if not said:
        raise
    sys.stderr.write(f"{said}\n")
    sys.exit(2)

if not sys.warnoptions and "--debug" not in sys.argv:
    # what libraries warn of, as of a damaged file, would stand beside our one sentence
    warnings.simplefilter("ignore")

if __name__ == "__main__":
    sys.exit(main())
