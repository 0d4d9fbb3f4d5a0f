"""One section of an engagement file, read and saved by a form: nothing else in the file changes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from taller.errors import Fault, InputError
from taller.language import _
from taller.workbench.engagement import engagement as engagements
from taller.workbench.engagement import yaml_edit, yaml_lines
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.run import state

BOM = b"\xef\xbb\xbf"


class SectionFile:
    """A notebook's section of the engagement file, for a form to read and save.

    A save changes the values that differ and leaves every other byte: comments, order, quotes,
    columns. What would be written is validated as a whole engagement before it replaces the file,
    in one step. A file that changed on disk since it was read is never overwritten.

    Parameters
    ----------
    engagement : whose file it is
    name : the section, e.g. ``readiness``
    """

    def __init__(self, engagement: Engagement, name: str) -> None:
        self.engagement = engagement
        self.name = name
        self.path = Path(os.path.realpath(engagement.file))
        self._known: bytes | None = None
        self._saves: list[tuple[bytes, bytes]] = []
        self._undone: list[tuple[bytes, bytes]] = []

    @property
    def shown(self) -> str:
        """How messages name the file."""
        return self.engagement.shown_path

    @property
    def can_undo(self) -> bool:
        """Whether there is a save to take back."""
        return bool(self._saves)

    @property
    def can_redo(self) -> bool:
        """Whether there is a save that was taken back."""
        return bool(self._undone)

    def read(self) -> dict[str, Any]:
        """The section as it stands in the file now: plain data, defaults and variables unfilled.

        Raises
        ------
        InputError
            If the file cannot be read.
        """
        raw = yaml_lines.raw(self.path, self.shown)
        found = yaml_lines.parse(yaml_lines.decoded(raw, self.shown), self.shown).data
        section = found.get(self.name) or {}
        if not isinstance(section, dict):
            raise InputError(self.shown, Fault(self.name, "must hold keys with values"))
        if raw != self._known:  # what was saved before is not what stands there
            self._saves.clear()
            self._undone.clear()
        self._known = raw
        return section

    def save(self, values: dict[str, Any]) -> None:
        """Put these values into the file as the section's content.

        Parameters
        ----------
        values : the whole section; a key that it lacks is taken out of the file

        Raises
        ------
        InputError
            If the file changed since it was read, the values are wrong, or it cannot be written.
        """
        before = self._read_first()
        mark = BOM if before.startswith(BOM) else b""
        text = before.removeprefix(mark).decode("utf-8")
        edited = yaml_edit.set_section(text, self.name, values, self.shown)
        self._check(edited)
        after = mark + edited.encode("utf-8")
        if after == before:
            self._refuse_if_changed(before)
            return
        self._replace(before, after)
        self._saves.append((before, after))
        self._undone.clear()

    def undo(self) -> None:
        """Put the file back, byte for byte, as it was before the last save.

        Raises
        ------
        InputError
            If nothing was saved, or the file changed since.
        """
        if not self._saves:
            raise InputError(self.shown, _("there is no save to take back"))
        before, after = self._saves[-1]
        self._replace(after, before)
        self._undone.append(self._saves.pop())

    def redo(self) -> None:
        """Save again what `undo` took back; raises as `undo` does."""
        if not self._undone:
            raise InputError(self.shown, _("there is no save to bring back"))
        before, after = self._undone[-1]
        self._replace(before, after)
        self._saves.append(self._undone.pop())

    def _read_first(self) -> bytes:
        if self._known is None:
            self.read()
        assert self._known is not None
        return self._known

    def _check(self, text: str) -> None:
        """Refuse what would not be a sound engagement; its line numbers would not be the file's."""
        try:
            document = yaml_lines.parse(text, self.shown)
            made = self.engagement
            engagements.validated(document, made.path, made.root, self.shown)
        except InputError as error:
            faults = [Fault(fault.where, fault.what) for fault in error.faults]
            raise InputError(self.shown, faults) from None

    def _refuse_if_changed(self, expected: bytes) -> None:
        try:
            found = self.path.read_bytes()
        except FileNotFoundError:
            what = _("the file is gone from the disk; nothing was saved")
            raise InputError(self.shown, what) from None
        except OSError as error:
            raise InputError(self.shown, f"cannot be read: {error.strerror}") from None
        if found != expected:
            what = _(
                "the file was changed elsewhere since it was read here, so nothing was saved; "
                "read it again, then save"
            )
            raise ChangedError(self.shown, what)

    def _replace(self, expected: bytes, new: bytes) -> None:
        import filelock

        key = hashlib.sha256(str(self.path).encode()).hexdigest()[:16]
        folder = self.engagement.root / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / f".{key}.lock"):  # against a form in another notebook
            self._refuse_if_changed(expected)
            if not os.access(self.path, os.W_OK):
                raise InputError(self.shown, _("the file is read-only; nothing was saved"))
            mode = self.path.stat().st_mode
            state.write_whole(self.path, new)
            self.path.chmod(mode & 0o7777)
        self._known = new


class ChangedError(InputError):
    """The file is no longer what was read."""
