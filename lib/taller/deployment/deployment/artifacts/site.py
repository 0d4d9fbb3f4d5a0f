"""Where the service will stand: names and places that every file of the kit uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.planning.infrastructure.features import names

if TYPE_CHECKING:
    from taller.deployment.deployment.params import Params

ENGAGEMENT = "/opt/taller/params/engagement.yaml"
STATE = "/var/lib/taller/state"
HOME = "/var/lib/taller/home"
"""Places of the kit alone, so that no name of a client's stands in a command."""

NOBODY = 10001  # user and group in the container


@dataclass(frozen=True)
class Site:
    """One engagement's service on somebody's platform.

    Attributes
    ----------
    slug : the client's folder name, which the salt's file has too
    model : the model that the nightly table is scored with
    """

    slug: str
    model: str
    p: Params

    @property
    def name(self) -> str:
        """A name that is a DNS label, whatever the client is called.

        >>> from taller.deployment.deployment.params import Params
        >>> [Site(slug, "classification", Params()).name for slug in ("moda-viva", "東京", "7")]
        ['moda-viva-scoring', 'taller-scoring', 'taller-scoring']
        """
        return f"{names.named_after(self.slug, 'kubernetes')}-scoring"

    def serve(self, host: str) -> list[str]:
        """The service's command, after ``taller``."""
        told = {"host": host, "port": self.p.service.port, "workers": self.p.service.workers}
        options = [part for key, value in told.items() for part in (f"--{key}", str(value))]
        return ["serve", ENGAGEMENT, *options, "--state", STATE]

    def score(self) -> list[str]:
        """The nightly table's command, after ``taller``."""
        kit = self.p.kit
        return ["score", ENGAGEMENT, self.model, kit.table, "--to", kit.to, "--state", STATE]
