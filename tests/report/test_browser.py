"""The page in a real Chromium: accessible, alone, usable by keyboard, readable on a phone and on paper."""

import base64
import json
import re
import shutil
from pathlib import Path

import pytest

from chatmining.report.build import write_report
from chatmining.report.facts import Edition
from tests.report.invented import HOSTILE, build

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = Path(__file__).parent / "assets" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium: apt-get install chromium chromium-driver"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    home = build(tmp_path_factory.mktemp("home"), 90, texts=HOSTILE)
    return {edition: write_report(home, "w1", edition) for edition in Edition}


@pytest.fixture(scope="module")
def chromium():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1100,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def show(chromium, page, width=1100, scheme="light"):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = [{"name": "prefers-color-scheme", "value": scheme}]
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    chromium.get(page.as_uri())
    return chromium


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("width", [1100, 360])
def test_axe_finds_no_violation_of_wcag_2_1_aa(chromium, pages, edition, scheme, width):
    show(chromium, pages[edition], width, scheme)
    chromium.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    chromium.execute_script(AXE.read_text("utf-8"))
    tags = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    found = chromium.execute_async_script(
        f"axe.run({{runOnly: {tags}}}).then(r => arguments[0](r.violations.map(v => [v.id, v.nodes.map(n => n.html)])))"
    )
    assert found == []


@pytest.mark.parametrize("edition", Edition)
def test_the_page_asks_for_nothing_and_complains_of_nothing(chromium, pages, edition):
    chromium.get_log("browser"), chromium.get_log("performance")
    show(chromium, pages[edition])
    events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith("file://")] == []
    assert chromium.get_log("browser") == []
    assert chromium.title.startswith("Le numérique")  # no hostile script changed it


@pytest.mark.parametrize("edition", Edition)
def test_nothing_scrolls_sideways_on_a_phone(chromium, pages, edition):
    show(chromium, pages[edition], 360)
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= 360


def press(chromium, selector):
    from selenium.webdriver.common.keys import Keys

    chromium.find_element("css selector", selector).send_keys(Keys.ENTER)


def test_the_filters_the_search_and_the_moments_choose_comments(chromium, pages):
    show(chromium, pages[Edition.INTERNAL])
    found = chromium.find_element("id", "found")
    assert found.text.startswith("90 ")
    chromium.find_element("id", "f-text").send_keys("TABLETTES")
    assert 0 < int(found.text.split()[0]) < 90
    assert all("tablettes" in item.text for item in chromium.find_elements("css selector", "#list li"))
    press(chromium, "[data-filter=theme]")
    wanted = chromium.find_element("css selector", ".theme .size [data-as=count]").text
    assert found.text.split()[0] == wanted
    press(chromium, ".strip button")
    assert 0 < int(found.text.split()[0]) < 90


def test_the_keyboard_alone_reaches_and_opens_everything(chromium, pages):
    from selenium.webdriver.common.keys import Keys

    show(chromium, pages[Edition.INTERNAL])
    wanted = "a[href]:not([hidden]), button:not([hidden]), summary, input, select"
    total = chromium.execute_script(
        f"return [...document.querySelectorAll('{wanted}')].filter(e => e.checkVisibility()).length"
    )
    body = chromium.find_element("tag name", "body")
    reached = set()
    for _ in range(total + 40):
        body = chromium.switch_to.active_element
        body.send_keys(Keys.TAB)
        reached.add(
            chromium.execute_script("return [...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    assert len(reached) >= total
    summary = chromium.find_element("css selector", "summary")
    summary.send_keys(Keys.ENTER)
    assert chromium.execute_script("return document.querySelector('details').open")


def test_it_prints_to_a_pdf_of_a_few_pages_with_its_charts(chromium, pages):
    show(chromium, pages[Edition.INTERNAL])
    pdf = base64.b64decode(chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 12
