"""The registry: versions of models with what they learned from, and which of them is champion."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from filelock import FileLock, Timeout

from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.registry import copies
from taller.deployment.deployment.model.registry.client import AbsentError, asked, connect, shown
from taller.deployment.deployment.model.registry.messages import say
from taller.deployment.deployment.model.registry.version import Alias, Version
from taller.development.template import saving
from taller.errors import DataError, HeldError, InputError, did_you_mean

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities.model_registry import ModelVersion

DATABASE, FILES, COPIES, LOCK = "registry.sqlite", "registry", "versions", ".registry.lock"
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
PATIENCE = 60.0  # seconds that another registration is waited for
PLACE = "model"  # of the files among a run's artifacts
TAGS = ("sha256", "contract", "data_fingerprint", "run", "title")
LONGEST = 400  # characters of a tag


@dataclass(frozen=True)
class Registry:
    """Versions of an engagement's models.

    Attributes
    ----------
    state : the engagement's folder of deployments, where copies stand
    uri : MLflow's address
    prefix : of names in a registry that several clients share
    """

    state: Path
    uri: str
    client: MlflowClient
    prefix: str = ""

    @classmethod
    def open(cls, state: Path, uri: str | None = None) -> Registry:
        """The registry of an engagement.

        Parameters
        ----------
        state : ``reports/<client>/.deployment``
        uri : MLflow's address; a file in ``state`` unless given

        Raises
        ------
        CloudError
            If it cannot be reached.
        InputError
            If the folder cannot be written to.
        """
        with copies.writing(state):
            state.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = state.resolve()
        if uri:
            return cls(state, uri, connect(uri), f"{state.parent.name}.")
        own = f"sqlite:///{state / DATABASE}"
        with _held(state):  # two that make the database at once would hinder each other
            return cls(state, own, connect(own))

    def register(
        self, model: str, folder: Path, *, run: str, data_fingerprint: str = "",
        card: Mapping[str, Any] | None = None,
    ) -> Version:  # fmt: skip
        """Keep a model that a run left as a new version; the same again is the version there is.

        Parameters
        ----------
        model : the notebook that made it, such as ``classification``
        folder : the run's ``artifacts/<model>/``
        run : the run's label
        card : as the folder has it unless given

        Raises
        ------
        DataError
            If a file is missing or damaged, or the model answers nothing.
        HeldError
            If another registration does not end.
        CloudError
            If the registry cannot be reached.
        InputError
            If the disk is full, or the name is none.
        """
        if not NAME.fullmatch(model):
            raise InputError(model, say("registry-name"))
        with copies.gathered(folder, self.state / COPIES) as made, _held(self.state):
            scorer = scoring.load(made)
            card = saving.read_json(made / "card.json") if card is None else card
            tags = {
                "sha256": scorer.sha256, "contract": scorer.contract.digest,
                "data_fingerprint": data_fingerprint, "run": run,
                "title": str(card.get("title", "")),
            }  # fmt: skip
            tags = {name: value[:LONGEST] for name, value in tags.items() if value}
            same = ("sha256", "data_fingerprint", "run")
            for version in self.versions(model):
                if all(getattr(version, name) == tags.get(name, "") for name in same):
                    return version
            return self._new(model, made, tags, str(card.get("purpose", "")))

    def _new(self, model: str, made: Path, tags: dict[str, str], purpose: str) -> Version:
        name = self.prefix + model
        with asked(self.uri), copies.writing(self.state):
            at = self.client.create_run(self._experiment())
            self.client.log_artifacts(at.info.run_id, str(made), PLACE)
            self.client.set_terminated(at.info.run_id)
            with contextlib.suppress(AbsentError), asked(self.uri):
                self._named(name)
            source = f"{at.info.artifact_uri}/{PLACE}"
            found = self.client.create_model_version(
                name, source, at.info.run_id, tags=tags, description=purpose[:LONGEST]
            )
        return self._told(model, found, {})

    def _named(self, name: str) -> None:
        from mlflow.exceptions import MlflowException

        try:
            self.client.create_registered_model(name)
        except MlflowException as error:
            if error.error_code != "RESOURCE_ALREADY_EXISTS":
                raise

    def _experiment(self) -> str:
        name = f"{self.prefix}taller"
        found = self.client.get_experiment_by_name(name)
        if found is not None:
            return found.experiment_id
        # A server has a place of its own for files; where there is only a database, they stay here.
        place = (
            None if self.uri.startswith(("http://", "https://")) else (self.state / FILES).as_uri()
        )
        return self.client.create_experiment(name, place)

    def models(self) -> list[str]:
        """Names of the models that have a version."""
        with asked(self.uri):
            names = [each.name for each in _all(self.client.search_registered_models)]
        mine = [name.removeprefix(self.prefix) for name in names if name.startswith(self.prefix)]
        return sorted(name for name in mine if NAME.fullmatch(name))

    def versions(self, model: str) -> list[Version]:
        """All versions of a model, the newest first; none where it has none."""
        try:
            with asked(self.uri):
                called = self._aliases(model)
                query = f"name='{self._name(model)}'"
                found = _all(self.client.search_model_versions, query)
        except AbsentError:
            return []
        told = [self._told(model, each, called) for each in found if "sha256" in each.tags]
        return sorted(told, key=lambda version: -version.number)

    def version(self, model: str, number: int) -> Version:
        """One version.

        Raises
        ------
        InputError
            If there is no such model or version; it names those there are.
        CloudError
            If the registry cannot be reached.
        """
        known = self.versions(model)
        for version in known:
            if version.number == number:
                return version
        if known:
            numbers = [str(version.number) for version in known]
            raise InputError(f"{model} {number}", say("registry-no-version", numbers=numbers))
        names = self.models()
        raise InputError(model, say("registry-no-model", near=did_you_mean(model, names)))

    def fetch(self, model: str, number: int) -> Path:
        """A version's files here, as they were registered, byte for byte.

        The registry is asked only where they are not here already, or are damaged.

        Raises
        ------
        DataError
            If what the registry gives is not what was registered.
        InputError
            If there is no such version, or the disk is full.
        CloudError
            If the registry cannot be reached.
        """
        place = self.state / COPIES / self._name(model).removeprefix(self.prefix)
        folder = place / str(int(number))
        held = copies.kept(folder)
        if held is not None and (held.model, held.number) == (model, number):
            return folder
        version = self.version(model, number)
        with _held(self.state), copies.scratch(place) as made:
            with asked(self.uri), copies.writing(folder):
                source = self.client.get_model_version(self._name(model), str(number)).source
                from mlflow.artifacts import download_artifacts

                got = download_artifacts(
                    artifact_uri=source, dst_path=str(made / "got"), tracking_uri=self.uri
                )
            copies.keep(Path(got), version, folder)
        return folder

    def alias(self, model: str, alias: Alias) -> Version | None:
        """The champion or challenger; None where there is none."""
        return next((v for v in self.versions(model) if alias in v.aliases), None)

    def set_alias(self, model: str, alias: Alias, number: int | None) -> None:
        """Call a version champion or challenger; with None no version is.

        Raises
        ------
        InputError
            If there is no such version.
        """
        if alias not in get_args(Alias):
            raise ValueError(alias)
        if number is not None:
            self.version(model, number)
        with contextlib.suppress(AbsentError), asked(self.uri):
            if number is None:
                self.client.delete_registered_model_alias(self._name(model), alias)
            else:
                self.client.set_registered_model_alias(self._name(model), alias, str(number))

    def _name(self, model: str) -> str:
        if not NAME.fullmatch(model):
            raise InputError(model, say("registry-name"))
        return self.prefix + model

    def _aliases(self, model: str) -> Mapping[str, str]:
        return self.client.get_registered_model(self._name(model)).aliases

    def _told(self, model: str, found: ModelVersion, called: Mapping[str, Any]) -> Version:
        aliases = [n for n in get_args(Alias) if str(called.get(n, "")) == str(found.version)]
        made = dt.datetime.fromtimestamp(found.creation_timestamp / 1000, dt.UTC)
        tags = {name: found.tags.get(name, "") for name in TAGS}
        try:
            return Version(
                model=model, number=int(found.version), made=made, aliases=tuple(aliases), **tags
            )
        except ValueError as error:
            what = say("registry-not-ours", model=model, number=int(found.version))
            raise DataError(shown(self.uri), what) from error


def _all(search: Any, query: str | None = None) -> list[Any]:
    """Every page of what is searched for."""
    found, token = [], None
    while True:
        page = search(filter_string=query, max_results=200, page_token=token)
        found += page
        token = page.token
        if not token:
            return found


@contextlib.contextmanager
def _held(state: Path) -> Iterator[None]:
    """Nobody else registers or fetches meanwhile."""
    lock = FileLock(state / LOCK, timeout=PATIENCE)
    with copies.writing(state):
        try:
            lock.acquire()
        except Timeout as error:
            raise HeldError(state, say("registry-held", seconds=int(PATIENCE))) from error
    try:
        yield
    finally:
        lock.release()
