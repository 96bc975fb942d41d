"""Inverters and generators of other packages, found by name through entry points. A package has in its pyproject.toml

    [project.entry-points."realtime_gen.inverters"]
    mine = "its_module:METHOD"         # a `realtime.inversion.Method`; played with --inverter mine

    [project.entry-points."realtime_gen.generators"]
    mine = "its_module:MyGenerator"    # (model, seed, quality) -> a `realtime.generators.Generator`; plays the models
                                       # whose model.json says "generator": "mine"

Ours are registered the same way, but found without looking: reading what is installed takes 30 ms (where that is 90
packages), and nobody who asks for one of ours should wait for it, or for what a stranger's package does on its import.
"""

from __future__ import annotations

from typing import Any

INVERTERS, GENERATORS = "realtime_gen.inverters", "realtime_gen.generators"


def load_plugin(group: str, name: str) -> Any:
    """What an installed package has registered under that name; the first one found, as for an import.

    Raises KeyError if there is none, ValueError, in one sentence that names the package, if it cannot be imported.
    """
    from importlib.metadata import entry_points  # imports the whole of `email`

    for entry in entry_points(group=group, name=name):
        package = entry.dist.name if entry.dist is not None else entry.value
        try:
            return entry.load()
        except (Exception, SystemExit) as error:  # whatever a stranger's module does when it is imported
            raise ValueError(
                f"the plug-in '{name}' of the package {package} cannot be loaded ({type(error).__name__}: {error}): "
                "repair that package or uninstall it"
            ) from error
    raise KeyError(name)


def plugin_names(group: str) -> list[str]:
    """What is registered, ours among it if this package is installed."""
    from importlib.metadata import entry_points

    return sorted({entry.name for entry in entry_points(group=group)})
