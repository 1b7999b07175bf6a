// A student copy, with our answers in it, in Notebook 7; its environment is that of `make test-frontends`.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { FAILURE, KERNEL, menu, onPage, paintedPixels, RUN_MILLIS, SHOTS, testThatNoHostWasAsked, withLab } from "./page.mjs";

const stage = withLab(async ({ notebooks }) => {
  const read = async (copy) => JSON.parse(await readFile(join(notebooks, copy, "scenarios/omnicorp.ipynb"), "utf8"));
  const answers = new Map((await read("solved")).cells.map((cell) => [cell.id.replace("-solution", ""), cell.source]));
  const copy = await read("student");
  for (const cell of copy.cells) {
    if (cell.metadata.nbgrader?.solution) cell.source = answers.get(cell.id);
  }
  await writeFile(join(notebooks, "Ours.ipynb"), JSON.stringify(copy));
}, { app: "notebook", environment: "build/frontends-venv" });

test("a student copy that is opened and run in Notebook 7 paints its plots", () =>
  onPage(stage, "/notebooks/Ours.ipynb", "notebook7", async (page) => {
    const idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
    await page.locator(`.jp-NotebookKernelLogo img[title="${KERNEL}"]`).waitFor(); // before it has a kernel the page looks idle, too, and runs nothing
    await idle.waitFor();
    assert.equal(await page.locator(".jp-OutputArea-output").count(), 0, "what is seen below comes from this run");
    await menu(page, "Run", "Run All Cells");
    const end = page.locator(".jp-CodeCell").last().locator(".jp-OutputArea-output");
    const failure = page.locator(FAILURE).filter({ hasNotText: "Save" });
    await end.or(failure).first().waitFor({ timeout: RUN_MILLIS });
    await idle.waitFor();
    assert.deepEqual(await failure.allTextContents(), []);
    const plots = page.locator(".jp-OutputArea-output.jp-RenderedPlotly");
    assert.ok((await plots.count()) > 1, "there are plots");
    for (const plot of await plots.all()) {
      await plot.scrollIntoViewIfNeeded();
      await plot.hover();
      await plot.locator(".scatterlayer .point, .barlayer .point").nth(5).waitFor();
      assert.ok((await paintedPixels(page, plot)) > 5000, "the plot is painted");
    }
    await page.screenshot({ path: join(SHOTS, "notebook7.png") });
  }));

testThatNoHostWasAsked(stage);
