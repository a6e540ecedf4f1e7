"""The command that fetches a written file from the far machine of an SSH connection."""

import os
import pwd
import re
import shlex
from pathlib import Path

LEAD = "To fetch it, run this on your own computer:"

_PORT = 22  # the port that scp takes by itself
_PLAIN = re.compile(r"[\w@%+=:,./-]", re.ASCII)  # characters that no shell and no glob reads


def fetch_command(file: Path, connection: str, user: str, home: Path | None = None) -> str:
    """Return the command that copies a file to the person's own computer.

    Return "" if none would be right, as for a name that cannot be shown.
    `connection` is the value of SSH_CONNECTION: the client's address and port, then the server's.
    A path below the `home` of the user is given from there on, where scp begins.
    """
    server = _server(connection)
    path = str(file.relative_to(home) if home and home in file.parents else file)
    if not server or not f"{user}{path}".isprintable():
        return ""
    address, port = server
    place = f"{user}@{address}:{_escaped(path)}" if user else f"{address}:{_escaped(path)}"
    words = ["scp", *(["-P", str(port)] if port != _PORT else []), place, "."]
    return shlex.join(words)


def command_from_here(file: Path) -> str:
    """Return the command that fetches a file from this machine, or "" without a connection."""
    connection = os.environ.get("SSH_CONNECTION", "")
    if not connection:
        return ""
    try:
        account = pwd.getpwuid(os.geteuid())
    except KeyError:  # an account without a name
        return fetch_command(file, connection, "")
    return fetch_command(file, connection, account.pw_name, Path(account.pw_dir))


def _server(connection: str) -> tuple[str, int] | None:
    """Return the server's address, an IPv6 one in brackets, and its port; None if not known."""
    from ipaddress import IPv6Address, ip_address  # Most people sit at the machine itself.

    try:
        _, _, host, port = connection.split()
        address, number = ip_address(host), int(port)
    except ValueError:
        return None
    return (f"[{host}]" if isinstance(address, IPv6Address) else host), number


def _escaped(path: str) -> str:
    """Return a path with a backslash before each sign that the far side would read.

    An older scp hands the path to the shell there, a newer one expands it as a glob; both take
    a backslash, and only the shell takes quotation marks.
    """
    return "".join(c if _PLAIN.match(c) or not c.isascii() else f"\\{c}" for c in path)
