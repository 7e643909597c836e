"""Attack the program with hostile inputs and with a random user, and say what became of it.

    python scripts/torture.py inputs --count 3000 --seed 1 [--only photo,text]
    python scripts/torture.py faults --seed 1 [--only settings,plug-in]
    python scripts/torture.py window --actions 1500 --seed 1
    python scripts/torture.py cancel --actions 100 --seed 1

`inputs` damages photos, texts, settings, plug-ins and models of every kind and reads them with the
program's own functions: each is opened or refused in one printable sentence within 5 s and 1 GB.
`faults` has the command and the window meet every fault of a table (`torture_parts/fault_table`):
each is one sentence and the right status.
`window` is a user who does anything anywhere, without a break; `cancel` stops loads, runs, exports
and lists at random moments. All is drawn from the seed. The
exit status is 1 for anything else: another exception, a hang, a crash, a bad sentence, code that
was run, a message of Qt, a thread that is left. Linux.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve()
sys.path.insert(0, str(SCRIPT.parent.parent))


def main() -> int:
    """Do the part that the command line names; gives the exit status."""
    if sys.argv[1:2] == ["worker"]:  # a process that `inputs` started
        from torture_parts.inputs import worker

        worker(*sys.argv[2:])
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(dest="part", required=True)
    inputs = parts.add_parser("inputs", help="damaged and hostile inputs")
    inputs.add_argument("--count", type=int, default=2000)
    inputs.add_argument("--only", default="", help="kinds, with commas between them")
    inputs.add_argument("--first", type=int, default=0, help="number of the input to begin with")
    inputs.add_argument("--keep", type=Path, help="folder to keep the files of failures in")
    faults = parts.add_parser("faults", help="a machine on which something is full, gone or odd")
    faults.add_argument("--count", type=int, default=0, help="how many are drawn; 0 for all")
    faults.add_argument("--only", default="", help="beginnings of names, with commas between them")
    window = parts.add_parser("window", help="a random user of the real window")
    window.add_argument("--actions", type=int, default=1500)
    window.add_argument("--pause", type=float, default=60.0, help="longest ms between actions")
    cancel = parts.add_parser("cancel", help="work that is cancelled at random moments")
    cancel.add_argument("--actions", type=int, default=100)
    cancel.add_argument("--only", default="", help="kinds of work, with commas between them")
    for part in (inputs, faults, window, cancel):
        part.add_argument("--seed", type=int, default=1)
        part.add_argument("--minutes", type=float, default=60.0, help="begin no more after so long")
    given = vars(parser.parse_args())
    part_name = given.pop("part")
    if part_name == "faults":
        from torture_parts.faults import main as torture_faults

        return torture_faults(**given)
    if part_name in ("window", "cancel"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.update(HF_HUB_OFFLINE="1", OPENBLAS_NUM_THREADS="1")
        from explorer.gui.window.app import import_qt

        import_qt()  # first, as the program does
        if part_name == "window":
            from torture_parts.window import main as torture_window

            status = torture_window(**given)
        else:
            from torture_parts.cancels import main as torture_cancels

            status = torture_cancels(**given)
        sys.stdout.flush()
        os._exit(status)  # nothing that is left may change it
    from torture_parts.inputs import main as torture_inputs

    return torture_inputs(SCRIPT, **given)


if __name__ == "__main__":
    sys.exit(main())
