// What a student sees: OmniCorp's notebook run by the menu in a real browser, and a loop that the stop button stops.
import assert from "node:assert/strict";
import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { TOP } from "./lab.mjs";
import {
  changeMark, FAILURE, KERNEL, kernelIs, menu, onPage as onPageOf, paintedPixels, runAll, save, SHOTS, testThatNoHostWasAsked,
  theme, withLab,
} from "./page.mjs";

const NOTEBOOK = "/tree/solved/scenarios/omnicorp.ipynb";
const stage = withLab();
const onPage = (...about) => onPageOf(stage, ...about);

/** The prompts of the code cells: "[3]:" has run, "[*]:" runs or waits, "[ ]:" never ran. */
function prompts(page) {
  return page.locator(".jp-CodeCell .jp-InputPrompt").allTextContents();
}

/** Types code into the last cell and runs it; a new last cell comes below. */
async function enter(page, code) {
  const cells = page.locator(".jp-CodeCell");
  const count = await cells.count();
  await cells.last().locator(".cm-content").click();
  await page.keyboard.insertText(code);
  await page.keyboard.press("Shift+Enter");
  await cells.nth(count).waitFor();
}

test("OmniCorp's notebook runs by the menu, paints its table and its plots, and shows no error", () =>
  onPage(NOTEBOOK, "omnicorp", async (page) => {
    await kernelIs(page, "Idle");
    await menu(page, "Edit", "Clear Outputs of All Cells");
    assert.equal(await page.locator(".jp-OutputArea-output").count(), 0, "what is seen below comes from this run");

    await runAll(page);
    await kernelIs(page, "Idle");
    assert.deepEqual(await page.locator(FAILURE).allTextContents(), [], "no error output");

    const table = page.locator(".jp-OutputArea-output table").first();
    await table.scrollIntoViewIfNeeded();
    assert.ok((await table.locator("tr").count()) > 5, "the table has its rows");
    assert.ok((await paintedPixels(page, table)) > 1000, "the table is painted");

    // Plotly's renderer may show a picture first; under the mouse it draws the figure itself.
    const plots = page.locator(".jp-OutputArea-output.jp-RenderedPlotly");
    assert.ok((await plots.count()) > 0, "there is a plot");
    for (const plot of await plots.all()) {
      await plot.scrollIntoViewIfNeeded();
      await plot.hover();
      await plot.locator(".main-svg").first().waitFor();
      assert.ok((await plot.locator(".scatterlayer .point, .barlayer .point").count()) > 5, "the plot has its points or bars");
      assert.ok((await paintedPixels(page, plot)) > 5000, "the plot is painted");
    }

    await plots.first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(SHOTS, "omnicorp-light.png") });
    await theme(page, "Dark");
    await plots.first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(SHOTS, "omnicorp-dark.png") });
    await theme(page, "Light");
  }));

test("the page that JupyterLab exports shows tables, headings and plots, sanitized as it proposes", () =>
  onPage(NOTEBOOK, "export", async (page) => {
    await kernelIs(page, "Idle");
    // A browser without a screen may close the window before its download is seen: what it would load is read here.
    await page.evaluate(() => (window.open = (address) => (window.opened = address)));
    await menu(page, "File", "Save and Export Notebook As", "HTML");
    await page.locator(".jp-Dialog").getByText("Sanitize HTML output").waitFor();
    await page.locator(".jp-Dialog .jp-mod-accept").click();
    await page.waitForFunction(() => window.opened);
    assert.match(await page.evaluate(() => window.opened), /sanitize_html=true/);
    const file = join(SHOTS, "omnicorp-exported.html");
    await writeFile(file, await page.evaluate(async () => (await fetch(window.opened)).text()));

    const exported = await stage.browser.newPage({ viewport: { width: 1280, height: 960 } });
    await exported.route(/^https?:/, (route) => route.abort());
    await exported.goto(pathToFileURL(file).href);
    const table = exported.locator(".jp-OutputArea-output table").first();
    assert.equal(await table.locator("thead th").nth(1).evaluate((cell) => getComputedStyle(cell).textAlign), "right");
    assert.ok((await exported.locator("h2").count()) > 2, "there are headings");
    assert.ok((await paintedPixels(exported, exported.locator(".jp-RenderedImage img, .jp-RenderedSVG img").first())) > 5000);
    assert.doesNotMatch(await exported.locator("body").innerText(), /<\/?(table|th|td|p|h\d|br)>/, "no markup is shown");
    await table.scrollIntoViewIfNeeded();
    await exported.screenshot({ path: join(SHOTS, "omnicorp-exported.png") });
    await exported.close();
  }));

test("the stop button stops a loop, and the kernel goes on with its variables", () =>
  onPage("", "stop", async (page) => {
    const card = page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: KERNEL });
    const logo = card.locator("img");
    await logo.waitFor();
    await page.waitForFunction((image) => image.naturalWidth > 0, await logo.elementHandle());
    await card.click();
    await kernelIs(page, "Idle");

    await enter(page, "int kept = 42;");
    await page.locator(".jp-CodeCell .jp-InputPrompt").first().getByText("[1]:").waitFor();
    await enter(page, "while (true) {}");
    await kernelIs(page, "Busy");
    assert.equal((await prompts(page))[1], "[*]:", "the loop runs");

    await page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="interrupt"] jp-button').click();
    await page.locator(FAILURE).waitFor();
    await kernelIs(page, "Idle");
    assert.equal((await prompts(page))[1], "[2]:", "the loop has ended");

    await enter(page, "kept + 1");
    const result = page.locator(".jp-OutputArea-executeResult .jp-OutputArea-output");
    await result.waitFor();
    assert.equal((await result.textContent()).trim(), "43");
    await page.screenshot({ path: join(SHOTS, "stopped.png") });
  }));

test("a question has its prompt beside its field, and its answer stands there once", () =>
  onPage("", "question", async (page) => {
    await page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: KERNEL }).click();
    await kernelIs(page, "Idle");
    await enter(page, 'IO.readln("name? ").length()');
    const field = page.locator(".jp-Stdin-input");
    await field.waitFor();
    assert.equal((await page.locator(".jp-Stdin-prompt").textContent()).trim(), "name?");
    await field.fill("Ada Lovelace");
    await field.press("Enter");
    const cell = page.locator(".jp-CodeCell").first();
    await cell.locator(".jp-OutputArea-executeResult").waitFor();
    const outputs = await cell.locator(".jp-OutputArea-output:visible").allTextContents();
    assert.deepEqual(outputs.map((text) => text.trim().replace(/\s+/g, " ")), ["name? Ada Lovelace", "12"]);
    await page.screenshot({ path: join(SHOTS, "question.png") });
  }));

test("JupyterLab marks a notebook as changed where the kernel says something else of its language", async () => {
  const text = await readFile(join(stage.lab.notebooks, "student/scenarios/omnicorp.ipynb"), "utf8");
  await writeFile(join(stage.lab.notebooks, "other.ipynb"), text.replace('"version": "25"', '"version": "24"'));
  await onPage("/tree/other.ipynb", "other", (page) => changeMark(page).waitFor());
});

for (const copy of ["student", "solved"]) {
  const name = `${copy}/scenarios/omnicorp.ipynb`;
  test(`opening the ${copy} copy does not change it, and saving it writes the same bytes`, async () => {
    const file = join(stage.lab.notebooks, name);
    const longAgo = new Date("2020-01-01");
    await utimes(file, longAgo, longAgo);
    await onPage(`/tree/${name}`, copy, async (page) => {
      await kernelIs(page, "Idle");
      await page.waitForTimeout(1000);
      assert.equal(await changeMark(page).count(), 0, "no mark of a change");

      await menu(page, "File", "Save Notebook");
      for (const end = Date.now() + 30_000; (await stat(file)).mtime <= longAgo || !(await readFile(file, "utf8")).endsWith("}\n"); await page.waitForTimeout(100)) {
        assert.ok(Date.now() < end, "JupyterLab has saved the notebook");
      }
      assert.equal(await readFile(file, "utf8"), await readFile(join(TOP, "notebooks", name), "utf8"));
    });
  });
}

const SLIDER_CELLS = [
  `import peaberry.widget.*;
import peaberry.plot.Plots;
import static peaberry.widget.Widgets.interact;

double[] line(int n) { return IntStream.range(0, n).asDoubleStream().toArray(); }
double[] curve(int n) { return IntStream.range(0, n).mapToDouble(i -> Math.sin(i / 3.0)).toArray(); }`,
  `interact(n -> Plots.scatter(line(n), curve(n)), IntSlider.of(5, 60).value(10).description("number of points"));`,
  `var name = Dropdown.of("ridge", "lasso").description("model");
var log = new Output();
VBox.of(
    HBox.of(name, Checkbox.of(true).description("scale"), Text.of("").description("name").placeholder("yours")),
    HBox.of(
        FloatSlider.of(0, 1).value(0.25).description("threshold"),
        Button.of("Fit").onClick(() -> log.run(() -> System.out.println("fitting " + name.value())))),
    FloatProgress.of(0, 1).value(0.6).description("done"), HTML.of("<b>3</b> of 5"), log)`,
  `for (int i : Progress.range(40)) { Thread.sleep(20); }`,
];

test("a slider redraws its plot, in both themes, and a page that is loaded again shows where it stands", async () => {
  const cells = SLIDER_CELLS.map((source, i) => (
    { cell_type: "code", id: `cell-${i}`, source, metadata: {}, outputs: [], execution_count: null }
  ));
  const kernelspec = { name: "java", display_name: KERNEL, language: "java" };
  await writeFile(join(stage.lab.notebooks, "widgets.ipynb"),
    JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
  const plotOf = (page) => page.locator(".jp-OutputArea-output .jp-RenderedPlotly");
  const pointsAre = (page, count) => page.waitForFunction(
    (n) => document.querySelectorAll(".jp-RenderedPlotly .scatterlayer .point").length === n, count);

  await onPage("/tree/widgets.ipynb", "widgets", async (page) => {
    await runAll(page);
    await kernelIs(page, "Idle");
    const slider = page.locator(".widget-slider", { hasText: "number of points" });
    await plotOf(page).hover();
    await pointsAre(page, 10);

    await slider.locator(".noUi-handle").focus();
    for (let i = 0; i < 7; i++) await page.keyboard.press("ArrowRight");
    await slider.locator(".widget-readout", { hasText: /^17$/ }).waitFor();
    await plotOf(page).hover();
    await pointsAre(page, 17);
    const label = slider.locator(".widget-label");
    assert.ok(await label.evaluate((element) => element.scrollWidth <= element.clientWidth), "the label is whole");
    assert.equal(await plotOf(page).count(), 1, "the new plot has taken the old one's place");
    assert.ok((await paintedPixels(page, plotOf(page))) > 3000, "the plot is painted");

    await page.getByRole("button", { name: "Fit" }).click();
    await page.locator(".jp-OutputArea-output", { hasText: "fitting ridge" }).first().waitFor();
    await page.locator(".widget-dropdown select").selectOption("lasso");
    await page.getByRole("button", { name: "Fit" }).click();
    await page.locator(".jp-OutputArea-output", { hasText: "fitting lasso" }).first().waitFor();
    const bar = page.locator(".jp-OutputArea-output progress");
    assert.equal(await bar.getAttribute("value"), "40");
    assert.deepEqual(await page.locator(FAILURE).allTextContents(), [], "no error output");

    for (const name of ["Light", "Dark"]) {
      await theme(page, name);
      for (const [place, shown] of [["plot", slider], ["progress", bar]]) {
        await shown.scrollIntoViewIfNeeded();
        assert.ok((await paintedPixels(page, shown)) > 200, `the ${place} is painted in the ${name} theme`);
        await page.screenshot({ path: join(SHOTS, `widgets-${place}-${name.toLowerCase()}.png`) });
      }
    }
    await theme(page, "Light");
    await save(page);
  });

  await onPage("/tree/widgets.ipynb", "widgets-again", async (page) => {
    await kernelIs(page, "Idle");
    const slider = page.locator(".widget-slider", { hasText: "number of points" });
    await slider.locator(".widget-readout", { hasText: /^17$/ }).waitFor();
    await plotOf(page).hover();
    await pointsAre(page, 17);
    assert.equal(await page.locator(".widget-dropdown select").inputValue(), "lasso");
    await page.screenshot({ path: join(SHOTS, "widgets-again.png") });

    await slider.locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowLeft");
    await plotOf(page).hover();
    await pointsAre(page, 16);
  });
});

testThatNoHostWasAsked(stage);
