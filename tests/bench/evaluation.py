"""The README's scores: `python -m tests.bench.evaluation` measures and writes them, with `docs/evaluation.json`."""

import json
import re
from pathlib import Path
from typing import Any

from chatmining.evaluation import evaluate_files
from chatmining.home import Home
from tests.samples import ROOT, SHARED

SHIPPED = Home(ROOT / "data" / "shipped", ROOT / "models")  # no themes of a user's own
STORED = ROOT / "docs" / "evaluation.json"
README = ROOT / "README.md"
TEST = ROOT / "data" / "corpus" / "test"
BLOCK = re.compile(r"(<!-- evaluation -->\n).*?(<!-- /evaluation -->)", re.DOTALL)
DEV = "two further webinars, hard and literary, by other writers (two annotators)"
SETS = {
    DEV: [SHARED / "gold" / "dev.jsonl"],
    "`test/E1`, `E2`: two webinars (two annotators)": [TEST / "E1.jsonl", TEST / "E2.jsonl"],
    "`test/N5`: one more hand, few obvious words (one annotator)": [TEST / "N5.jsonl"],
    "`test/D1`, `D2`: 22 webinars of other professions (one annotator)": [TEST / "D1.jsonl", TEST / "D2.jsonl"],
}
SHOWN = ("label", "n", "precision", "recall", "f1", "low", "high", "average_precision", "calibration_error")


def measure(paths: list[Path]) -> dict[str, Any]:
    """Return what `chatmining evaluate` says of the files, without the texts, three decimals."""
    report = evaluate_files(paths, SHIPPED)
    kept = {name: report[name] for name in ("n", "model", "labels", "macro_f1", "macro_low", "macro_high", "baselines")}
    rounded: dict[str, Any] = json.loads(json.dumps(kept), parse_float=lambda text: round(float(text), 3))
    return rounded


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the results as Markdown: one table a set of comments, its macro-F1 and baselines below."""
    return "\n".join(_part(name, result) for name, result in results.items())


def _part(name: str, result: dict[str, Any]) -> str:
    rows = [
        f"| `{r['label']}` | {r['n']} | {r['precision']:.2f} | {r['recall']:.2f} | "
        f"**{r['f1']:.2f}** [{r['low']:.2f}; {r['high']:.2f}] | {r['average_precision']:.2f} | "
        f"{r['calibration_error']:.3f} | {r['always_yes']:.2f} |"
        for r in result["labels"]
    ]
    base = result["baselines"]
    return "\n".join(
        [
            f"{name[0].upper()}{name[1:]}, n = {result['n']}:\n",
            "| label | n | precision | recall | F1 [95 %] | average precision | calibration error | F1 of always yes |",
            "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
            *rows,
            f"\nMacro-F1 of fear, training and equipment: **{result['macro_f1']:.2f}** "
            f"[{result['macro_low']:.2f}; {result['macro_high']:.2f}]; "
            f"TF-IDF {base['tfidf']:.2f}, always yes {base['always_yes']:.2f}.\n",
        ]
    )


def main() -> None:
    """Measure every set that is there, keep the stored result of one that is not, write both files."""
    results = json.loads(STORED.read_text("utf-8")) if STORED.is_file() else {}
    measured = {name: measure(paths) for name, paths in SETS.items() if all(path.is_file() for path in paths)}
    results = {name: measured.get(name, results.get(name)) for name in SETS}
    STORED.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    shown = BLOCK.sub(lambda found: f"{found[1]}{table(results)}{found[2]}", README.read_text("utf-8"))
    README.write_text(shown, "utf-8")


if __name__ == "__main__":
    main()
