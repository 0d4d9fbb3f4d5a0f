"""The password of a client's database, from the keyring of whoever runs this.

The package ``keyring`` is used where it is installed. It is asked for service ``taller`` and user
``host/database/user``, as ``keyring set taller db.client.es/shop/reader`` leaves it. Without one,
Postgres' own ways hold: ``PGPASSWORD``, then ``~/.pgpass``. No password is kept or told.
"""

from __future__ import annotations

import contextlib
import os

SERVICE = "taller"


def of_keyring(url: str) -> str | None:
    """The password the keyring holds for a Postgres URL, or None.

    ``PGPASSWORD`` goes before it: whoever sets it means this run.
    """
    if os.environ.get("PGPASSWORD"):
        return None
    try:
        import keyring
    except ImportError:
        return None
    # A locked keyring, or one without a place to keep things, is as good as none.
    with contextlib.suppress(Exception):
        return keyring.get_password(SERVICE, entry(url))
    return None


def entry(url: str) -> str:
    """What the keyring calls the user of a database: host/database/user.

    >>> entry("postgresql://reader@db.client.es:5433/shop")
    'db.client.es/shop/reader'
    """
    from psycopg import conninfo

    told = conninfo.conninfo_to_dict(url)
    user = told.get("user") or os.environ.get("PGUSER") or ""
    database = told.get("dbname") or os.environ.get("PGDATABASE") or user
    host = told.get("host") or os.environ.get("PGHOST") or "localhost"
    return f"{host}/{database}/{user}"
