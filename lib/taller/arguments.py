"""The command's arguments, where they are written more freely than Typer reads them."""

from __future__ import annotations


def one_name_each(arguments: list[str]) -> list[str]:
    """``--only a b`` as ``--only a --only b``: names follow until an option or a YAML file.

    >>> one_name_each(["run", "--only", "a", "b", "x.yaml"])
    ['run', '--only', 'a', '--only', 'b', 'x.yaml']
    """
    spread: list[str] = []
    after_only = False
    for given in arguments:
        is_name = not given.startswith("-") and not given.endswith((".yaml", ".yml"))
        if after_only and is_name and spread[-1] != "--only":
            spread.append("--only")
        after_only = given == "--only" or (after_only and is_name)
        spread.append(given)
    return spread
