"""Comments as files for other programs: one module a format; pseudonyms only, as in the snapshot."""

from chatmining.exports.comments import Comments, Written
from chatmining.exports.write import FORMATS, export

__all__ = ["FORMATS", "Comments", "Written", "export"]
