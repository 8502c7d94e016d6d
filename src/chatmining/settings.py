"""Settings from the environment: CHATMINING_HOME and CHATMINING_MODELS; `cli.console` reads CHATMINING_LANGUAGE."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict

from chatmining.home import Home

_CHECKOUT = Path(__file__).resolve().parents[2]


def _in_checkout() -> bool:
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "models").is_dir()


def _default_home() -> Path:
    return _CHECKOUT / "data" if _in_checkout() else user_data_path("chatmining")


def _default_models() -> Path:
    return _CHECKOUT / "models" if _in_checkout() else Path(__file__).resolve().parent / "models"


class Settings(BaseSettings):
    """What a user may set without touching a command line."""

    model_config = SettingsConfigDict(env_prefix="CHATMINING_")

    home: Path = _default_home()
    models: Path = _default_models()

    def place(self) -> Home:
        """Return the folder of all state."""
        return Home(self.home.expanduser().absolute(), self.models.expanduser().absolute())
