"""Write which oldest versions pyproject.toml allows, as constraints for pip.

    python scripts/lowest.py constraints.txt

`scripts/test.py --lowest` installs them into an environment of its own and runs every check there,
so that a lower bound which is too low is found by us. pip is asked what there is for this Python; a
package without a lower bound is left to it, and named.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent


def requirements(project: Mapping[str, Any], extras: Iterable[str]) -> Iterator[Requirement]:
    """Give what a project needs, and its extras, those that an extra names too."""
    own, known = project["name"], project.get("optional-dependencies", {})
    waiting, seen = list(extras), set[str]()
    lines = list(project["dependencies"])
    while waiting:
        extra = waiting.pop()
        if extra not in seen:
            seen.add(extra)
            lines += known[extra]
            waiting += [
                one
                for line in known[extra]
                if (r := Requirement(line)).name == own
                for one in r.extras
            ]
    for line in lines:
        found = Requirement(line)
        if found.name != own:
            yield found


def oldest(wanted: Requirement, versions: Sequence[str]) -> str:
    """Give the oldest of some versions that a requirement allows.

    Parameters
    ----------
    wanted : what is required.
    versions : that there are, in any order.

    Returns
    -------
    str
        "" where it sets no lower bound, or none of them is allowed.
    """
    if not any(one.operator in (">=", "==", "~=", ">") for one in wanted.specifier):
        return ""
    allowed = []
    for one in versions:
        try:
            version = Version(one)
        except InvalidVersion:
            continue
        if version in wanted.specifier and not version.is_prerelease:
            allowed.append(version)
    return str(min(allowed)) if allowed else ""


def available(name: str) -> list[str]:
    """Ask pip for the versions of a package that this Python can install without building."""
    command = [sys.executable, "-m", "pip", "index", "versions", name, "--only-binary", ":all:"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Available versions: (.*)", done.stdout)
    return found[1].split(", ") if found else []


def main(target: str) -> int:
    """Write the constraints to a file; gives the exit status."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds: dict[str, str] = {}
    for wanted in requirements(project, ["test"]):
        version = oldest(wanted, available(wanted.name))
        before = bounds.get(wanted.name, "")
        if not version:
            print(f"{wanted.name}: no oldest version, pip chooses one")
        elif not before or Version(version) > Version(before):  # several extras name it
            bounds[wanted.name] = version
    lines = [f"{name}=={version}" for name, version in sorted(bounds.items())]
    Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
