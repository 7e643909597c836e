"""Where runs are made: in this process, in several of this machine, or on a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explorer.export.files import ExportError


@dataclass(frozen=True, slots=True)
class Tls:
    """What proves who is who on a network, as files of PEM; "" for none.

    Attributes
    ----------
    ca : str
        The certificate of the authority that all trust.
    cert, key : str
        The certificate of this machine, and its key.
    """

    ca: str = ""
    cert: str = ""
    key: str = ""

    def __bool__(self) -> bool:
        return bool(self.ca or self.cert or self.key)

    def checked(self, address: str) -> Tls:
        """Return them; raises ExportError, with a sentence, for files that are not there.

        Parameters
        ----------
        address
            Of the scheduler, which must be one that is encrypted.
        """
        if self and not address.startswith("tls://"):
            raise ExportError(
                "Certificates are for an address that begins with tls://. Change it, or leave "
                "them out."
            )
        for name in (self.ca, self.cert, self.key):
            try:
                found = not name or Path(name).is_file()
            except (OSError, ValueError):
                found = False
            if not found:
                raise ExportError(
                    f"The certificate {Path(name).name} was not found. Name its file."
                )
        return self


NO_TLS = Tls()


def is_address(device: str) -> bool:
    """Whether what runs are made on is a scheduler, as "tcp://host:8786", and no device here."""
    return "://" in device


def host_of(address: str) -> str:
    """The name of the machine in an address, without its port: for people."""
    return address.partition("://")[2].rpartition(":")[0] or address
