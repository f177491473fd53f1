"""The region packs that this host works with: the bundled ones, its own laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import SettingsError
from storage.packs import PackError, load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.settings import Settings
    from coach.packs import RegionPack


def load(settings: Settings) -> Mapping[str, RegionPack]:
    """Return them by region; raises SettingsError when one cannot be used."""
    try:
        return load_packs(*settings.pack_folders)
    except PackError as error:
        names = "PACKS_DIR" if settings.packs_dir else "OWN_FOLDER"
        msg = f"{names} cannot be used: {error.errors[0]}"
        raise SettingsError(msg) from error
