"""The spaCy components: cues, features, candidates, qualifiers; results: `doc._.mentions` and `doc._.features`."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from chatmining.nlp.qualifiers.candidates import find_candidates
from chatmining.nlp.qualifiers.context import Context
from chatmining.nlp.qualifiers.decide import qualify
from chatmining.nlp.qualifiers.features import features
from chatmining.nlp.qualifiers.vocabulary import cues
from chatmining.nlp.reading import read

PIPES = ("chatmining_cues", "chatmining_features", "chatmining_candidates", "chatmining_qualifiers")

for _name in ("context", "candidates", "evidence", "features"):
    Doc.set_extension(_name, default=None, force=True)
Doc.set_extension("mentions", default=(), force=True)


@cache
def pipeline() -> Language:
    """Return the pipeline, built once: no statistical model, hence its start in a fraction of a second."""
    nlp = spacy.blank("xx")
    for name in PIPES:
        nlp.add_pipe(name)
    return nlp


@Language.component("chatmining_cues", assigns=["doc._.context"])
def find_cues(doc: Doc) -> Doc:
    """Fold the text and find the cues in it."""
    reading = read(doc.text)
    doc._.context = Context(reading, tuple(cues().find(reading)))
    return doc


@Language.component("chatmining_features", requires=["doc._.context"], assigns=["doc._.features"])
def list_features(doc: Doc) -> Doc:
    """List what the heads weigh."""
    doc._.features = features(doc._.context)
    return doc


@Language.component("chatmining_candidates", requires=["doc._.context"], assigns=["doc._.candidates"])
def find_themes(doc: Doc) -> Doc:
    """Find the words that may mention a theme."""
    context: Context = doc._.context
    noise = bool(context.by_kind.get("noise.noise"))
    doc._.candidates = find_candidates(context.reading, doc._.evidence or {}, noise)
    return doc


@Language.component("chatmining_qualifiers", requires=["doc._.candidates"], assigns=["doc._.mentions"])
def qualify_mentions(doc: Doc) -> Doc:
    """Qualify the mentions."""
    doc._.mentions = qualify(doc._.context, doc._.candidates)
    return doc
