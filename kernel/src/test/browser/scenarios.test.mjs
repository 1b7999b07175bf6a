// Each scenario as a student does it: the student copy saved under a name of one's own, every answer put into its cell, run
// by the menu, looked at in both themes, saved, handed in, exported.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { TOP } from "./lab.mjs";
import { FAILURE, kernelIs, onPage, paintedPixels, runAll, save, SHOTS, testThatNoHostWasAsked, theme, withLab } from "./page.mjs";

const SCENARIOS = readdirSync(join(TOP, "notebooks/student/scenarios")).map((file) => file.replace(".ipynb", ""));
const NAME = "Ours"; // as the solved copies have it: the file must be called like that
const stage = withLab(async ({ notebooks }) => {
  for (const scenario of SCENARIOS) {
    await mkdir(join(notebooks, scenario));
    await copyFile(join(notebooks, `student/scenarios/${scenario}.ipynb`), join(notebooks, scenario, `${NAME}.ipynb`));
  }
});

async function cellsOf(copy, scenario) {
  const { cells } = JSON.parse(await readFile(join(TOP, `notebooks/${copy}/scenarios/${scenario}.ipynb`), "utf8"));
  return cells.map((cell) => ({ ...cell, source: [cell.source].flat().join("") }));
}

/** Puts our answer into each cell that is the student's: code or prose. */
async function answer(page, scenario) {
  const solved = new Map((await cellsOf("solved", scenario)).map((cell) => [cell.id, cell.source]));
  const given = await cellsOf("student", scenario);
  for (const [index, cell] of given.entries()) {
    if (!cell.metadata.nbgrader?.solution) continue;
    const shown = page.locator(".jp-Notebook-cell").nth(index);
    await shown.scrollIntoViewIfNeeded();
    if (cell.cell_type === "markdown") {
      await shown.locator(".jp-MarkdownOutput").dblclick();
    }
    await shown.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(solved.get(`${cell.id}-solution`));
    if (cell.cell_type === "markdown") {
      await page.keyboard.press("Control+Enter");
    }
  }
}

for (const scenario of SCENARIOS) {
  test(`${scenario}, answered and run by the menu, paints every figure and can be handed in`, () =>
    onPage(stage, `/tree/${scenario}/${NAME}.ipynb`, scenario, async (page) => {
      const broken = [];
      page.on("pageerror", (error) => broken.push(error.message));
      page.on("console", (message) => message.type() === "error" && broken.push(message.text()));
      await kernelIs(page, "Idle");
      await answer(page, scenario);
      await save(page);
      await runAll(page);
      assert.deepEqual((await page.locator(FAILURE).allTextContents()).filter((text) => !text.includes("Save")), []);

      const plots = page.locator(".jp-OutputArea-output.jp-RenderedPlotly, .jp-OutputArea-output .jp-RenderedPlotly");
      const figures = await plots.count();
      assert.ok(figures > 2, "there are figures");
      for (const name of ["Dark", "Light"]) {
        await theme(page, name);
        for (let i = 0; i < figures; i++) {
          await plots.nth(i).scrollIntoViewIfNeeded();
          await plots.nth(i).hover();
          await plots.nth(i).locator(".main-svg").first().waitFor();
          assert.ok((await paintedPixels(page, plots.nth(i))) > 2000, `figure ${i} is painted in the ${name} theme`);
          await page.screenshot({ path: join(SHOTS, `${scenario}-${i}-${name.toLowerCase()}.png`) });
        }
      }
      await handIn(page);
      assert.deepEqual(broken, [], "no error in the page's console");
      await exported(page, scenario, figures);
    }));
}

/** The last cell, once the run is saved: nothing is missing. */
async function handIn(page) {
  await save(page);
  const last = page.locator(".jp-CodeCell").last();
  await last.locator(".cm-content").click();
  await page.keyboard.press("Control+Enter");
  await last.locator(".jp-OutputArea-output", { hasText: "✓" }).waitFor();
  await save(page);
}

/** The page that JupyterLab exports has a picture of each figure, painted without scripts. */
async function exported(page, scenario, figures) {
  const file = join(SHOTS, `${scenario}-exported.html`);
  const address = stage.lab.url("/").replace("/lab/", `/nbconvert/html/${scenario}/${NAME}.ipynb`).replace("&reset", "&sanitize_html=true");
  await writeFile(file, await page.evaluate(async (url) => (await fetch(url)).text(), address));
  const context = await stage.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1000, height: 800 } });
  const alone = await context.newPage();
  await alone.route(/^https?:/, (route) => route.abort());
  await alone.goto(pathToFileURL(file).href);
  const pictures = alone.locator(".jp-OutputArea-output.jp-RenderedSVG, .jp-OutputArea-output.jp-RenderedImage");
  const live = scenario === "omnicorp_churn" ? 1 : 0; // what a slider draws is not in a page without its kernel
  assert.equal(await pictures.count(), figures - live, "each figure has a picture");
  for (let i = 0; i < figures - live; i++) {
    assert.ok((await paintedPixels(page, pictures.nth(i))) > 2000, `the picture of figure ${i} is painted`);
  }
  assert.doesNotMatch(await alone.locator("body").innerText(), /<\/?(table|th|td|p|h\d|br)>/, "no markup is shown");
  await alone.screenshot({ path: join(SHOTS, `${scenario}-exported.png`) });
  await context.close();
}

test("the slider of the churn notebook moves the threshold, and cost and matrix follow", () =>
  onPage(stage, `/tree/omnicorp_churn/${NAME}.ipynb`, "threshold", async (page) => {
    await runAll(page);
    const slider = page.locator(".widget-slider", { hasText: "threshold" });
    await slider.scrollIntoViewIfNeeded();
    const plot = page.locator(".jp-OutputArea-output .jp-RenderedPlotly"); // within the slider's output, others are it
    const shows = async (text) => {
      await plot.hover();
      await page.waitForFunction((wanted) => [...document.querySelectorAll(".jp-RenderedPlotly .main-svg")]
        .some((one) => one.textContent.includes(wanted)), text);
    };
    await shows("$600");
    await slider.locator(".noUi-handle").focus();
    for (let i = 0; i < 31; i++) await page.keyboard.press("ArrowLeft");
    await shows("$400");
    assert.ok((await paintedPixels(page, plot)) > 5000);
    await page.screenshot({ path: join(SHOTS, "threshold.png") });
  }));

test("the index opens each notebook by its link, and its table has the checks that came out as correct above", () =>
  onPage(stage, "/tree/README.ipynb", "index", async (page) => {
    await kernelIs(page, "Idle");
    await runAll(page);
    const table = page.locator(".jp-OutputArea-output", { hasText: "Notebooks begun" });
    await table.scrollIntoViewIfNeeded();
    assert.match(await table.innerText(), new RegExp(`Notebooks begun: ${SCENARIOS.length}; all checks correct in ${SCENARIOS.length}`));
    for (const name of ["Dark", "Light"]) {
      await theme(page, name);
      await page.screenshot({ path: join(SHOTS, `index-${name.toLowerCase()}.png`) });
    }
    await page.getByRole("link", { name: "OmniCorp: what does a server cost?" }).click();
    await page.locator(".jp-Notebook h1", { hasText: "OmniCorp" }).first().waitFor();
  }));

testThatNoHostWasAsked(stage);
