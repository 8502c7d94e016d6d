"""Where the invented samples are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "data" / "samples"
FOLDER = "2020-11-17 14.00.00 Le numérique dans la relation d'accompagnement socio-éducatif"
WEBINAR = SAMPLES / "zoom" / FOLDER / "meeting_saved_chat.txt"
SHARED = ROOT.parent / "shared"
