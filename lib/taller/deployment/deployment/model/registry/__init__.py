"""Where versions of models are kept: MLflow's registry, and copies here, checked by their hash.

::

    version      what is told of a version
    client       MLflow, that calls nobody but its own address; its faults in one message
    copies       a version's files in a folder of their own, whole or not at all
    registry     register, list, fetch, champion and challenger
"""

from taller.deployment.deployment.model.registry.registry import Registry
from taller.deployment.deployment.model.registry.version import Alias, Version

__all__ = ["Alias", "Registry", "Version"]
