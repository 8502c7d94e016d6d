"""Plain arrays of a stored model: one `.npz` file, nothing unpickled."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from chatmining.errors import ModelError


def read_arrays(path: Path) -> dict[str, NDArray[np.float64]]:
    """Return the arrays by name, in double precision; raise ModelError when the file is missing or damaged."""
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            return {name: arrays[name].astype(np.float64) for name in arrays.files}
    except (OSError, ValueError, EOFError, AttributeError, BadZipFile) as error:
        raise ModelError("model_damaged", file=path, found=error) from error
