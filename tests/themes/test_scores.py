"""Scores are what the field calls by their names."""

import numpy as np
import pytest

from chatmining.themes.scores import calibration_error, f1, interval, score


def test_f1_is_the_harmonic_mean_and_zero_when_nothing_is_there():
    truth, predicted = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    assert f1(truth, predicted) == pytest.approx(0.5)
    assert f1(np.zeros(3, bool), np.zeros(3, bool)) == 0


def test_an_unsure_cell_is_not_scored():
    truth, predicted = np.array([1, 0], bool), np.array([1, 1], bool)
    found = score("x", truth, predicted, np.array([0.9, 0.9]), np.array([True, False]))
    assert found.f1 == 1 and found.n == 1


def test_perfect_calibration_has_no_error_and_boasting_has():
    truth = np.array([True, False] * 50)
    assert calibration_error(truth, np.full(100, 0.5)) == 0
    assert calibration_error(truth, np.full(100, 0.95)) == pytest.approx(0.45)


def test_the_interval_holds_the_score_and_is_the_same_each_time():
    rng = np.random.default_rng(1)
    truth = rng.random((200, 3)) < 0.3
    predicted = truth ^ (rng.random((200, 3)) < 0.1)
    low, high = interval(truth, predicted)
    macro = np.mean([f1(truth[:, i], predicted[:, i]) for i in range(3)])
    assert low < macro < high and (low, high) == interval(truth, predicted)
