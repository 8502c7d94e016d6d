"""The weighting of words is scikit-learn's, read without scikit-learn."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from chatmining.themes.weighting import WORD_FEATURES, Weighting

SAID = ["j' ai peur , peur du logiciel", "qui paie ? nous !", "Le logiciel , LE logiciel", "", "rien à voir ici"]
LEARNT = TfidfVectorizer(**WORD_FEATURES).fit(SAID)
WEIGHTING = Weighting(tuple(LEARNT.get_feature_names_out()), LEARNT.idf_)
WEIGHTS = np.random.default_rng(0).normal(size=(3, len(WEIGHTING.terms)))
TEXTS = st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=40)), max_size=5)


@given(TEXTS)
def test_products_are_those_of_the_vectorizer(texts):
    expected = LEARNT.transform(texts) @ WEIGHTS.T if texts else np.zeros((0, 3))
    np.testing.assert_allclose(WEIGHTING.products(texts, WEIGHTS), expected, atol=1e-12)


@given(TEXTS)
def test_a_text_s_product_depends_on_it_alone(texts):
    alone = [WEIGHTING.products([text], WEIGHTS)[0].tolist() for text in texts]
    assert WEIGHTING.products(texts, WEIGHTS).tolist() == alone


def test_themes_are_read_without_scikit_learn():
    code = "import sys; from chatmining.themes import added_store, store_model; assert 'sklearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
