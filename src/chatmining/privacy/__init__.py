"""Names never reach the store: keyed pseudonyms, masked texts."""

from chatmining.privacy.masking import Masker
from chatmining.privacy.pseudonyms import Pseudonymiser, load_key

__all__ = ["Masker", "Pseudonymiser", "load_key"]
