// Every kind of figure, painted by JupyterLab in both themes, and by a saved page from disk.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  FAILURE, KERNEL, newPage, paintedPixels, runAll as runCells, save, SHOTS, testThatNoHostWasAsked, theme, withLab,
} from "./page.mjs";

const DATA = `import peaberry.plot.Plots;
import tech.tablesaw.api.*;
var random = peaberry.random.RandomState.of(7);
int n = 120;
double[] x = random.normal(0, 1, n), y = random.normal(0, 1, n), z = random.normal(0, 1, n);
int[] labels = IntStream.range(0, n).map(i -> i % 3).toArray();
for (int i = 0; i < n; i++) { x[i] += 3 * labels[i]; y[i] += labels[i] == 1 ? 3 : 0; }
String[] names = {"login time", "tickets", "bill"};
double[][] means = {{.2, .4, .5}, {.9, .3, .8}};
double[] hours = IntStream.range(0, 24).asDoubleStream().toArray();
double[] price = Arrays.stream(hours).map(h -> 50 + 40 * Math.sin(h / 4)).toArray();
double[] action = Arrays.stream(price).map(p -> p > 70 ? -1 : p < 30 ? 1 : 0).toArray();
Table table = Table.create(DoubleColumn.create("v", x), DoubleColumn.create("w", y),
    StringColumn.create("g", IntStream.of(labels).mapToObj(i -> "group " + i).toArray(String[]::new)));
Table scores = Table.create(StringColumn.create("model", "ridge", "ridge", "lasso", "lasso"),
    DoubleColumn.create("score", .8, .75, .78, .7), StringColumn.create("set", "train", "test", "train", "test"));`;

// Name, cell, and what plotly.js paints of it: a selector of its marks and how many there are.
const KINDS = [
  ["scatter", `Plots.scatter(table, "v", "w", "g")`, ".scatterlayer .point", 120],
  ["errors", `Plots.scatter(hours, price).withErrors(hours)`, ".scatterlayer .errorbar", 24],
  ["marked", `Plots.line(hours, price).withMark(6, 90, "best").withVerticalLine(12, "noon").withHorizontalLine(50, "mean")`, ".shapelayer path", 2],
  ["bands", `Plots.line(hours, price).and(Plots.band(hours, action, price))`, ".scatterlayer .js-fill", 1],
  ["bars", `Plots.bar(scores, "model", "score", "set")`, ".barlayer .point", 4],
  ["stacks", `Plots.bar(scores, "model", "score", "set").withStacks()`, ".barlayer .point", 4],
  ["importances", `Plots.barh(names, new double[] {.5, .3, .2}).withErrors(new double[] {.1, .1, .1})`, ".barlayer .point", 3],
  ["histogram", `Plots.histogram(y, 12)`, ".barlayer .point", 12],
  ["box", `Plots.box(table, "v", "g")`, ".boxlayer .box", 3],
  ["violin", `Plots.violin(table, "v", "g")`, ".violinlayer .violin", 3],
  ["confusion", `Plots.confusion(new int[][] {{50, 3}, {2, 45}}, "stays", "leaves")`, ".heatmaplayer .heatmap-label", 4],
  ["correlation", `Plots.correlation(table)`, ".heatmaplayer image", 1],
  ["contour", `Plots.contour((a, b) -> Math.sin(a) * Math.cos(b), x, y)`, ".contourlayer .contourlevel", 5],
  ["regions", `Plots.regions((a, b) -> a < 1.5 ? 0 : b > 1.5 ? 1 : 2, x, y).and(Plots.scatter(x, y, labels))`, ".contourlayer .contour", 3],
  ["space", `Plots.scatter3d(x, y, z, labels)`, ".gl-container canvas", 1],
  ["radar", `Plots.radar(names, new String[] {"shoppers", "bots"}, means)`, ".polarlayer .js-line", 2],
  ["parallel", `Plots.parallel(names, new String[] {"shoppers", "bots"}, means)`, ".scatterlayer .js-line", 2],
  ["log", `Plots.line(hours, price).withLogY().withDashes()`, ".scatterlayer .js-line", 1],
  ["many", `Plots.scatter(random.normal(0, 1, 100_000), random.normal(0, 1, 100_000))`, ".gl-canvas", 1],
  ["battery", `Plots.subplots(1, Plots.line(hours, price).withSteps(), Plots.bar(hours, action)).withSharedX()`, ".barlayer .point", 24],
  ["grid", `Plots.subplots(2, Plots.line(price), Plots.box(y), Plots.scatter(x, y), Plots.histogram(x))`, ".cartesianlayer .subplot", 4],
];

const stage = withLab((lab) => writeNotebook(lab, "plots.ipynb", [DATA, ...KINDS.map(([, source]) => source)]));

async function writeNotebook(lab, name, sources) {
  const cells = sources.map((source, i) => (
    { cell_type: "code", id: `cell-${i}`, source, metadata: {}, outputs: [], execution_count: null }
  ));
  const kernelspec = { name: "java", display_name: KERNEL, language: "java" };
  await writeFile(join(lab.notebooks, name),
    JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
}

async function runAll(page, name) {
  await page.goto(stage.lab.url(`/tree/${name}`));
  await runCells(page);
  assert.deepEqual(await page.locator(FAILURE).allTextContents(), [], "no error output");
}

test("JupyterLab paints every kind of figure, as a picture and alive, in both themes", async () => {
  const page = await newPage(stage);
  const broken = [];
  page.on("pageerror", (error) => broken.push(error.message));
  await runAll(page, "plots.ipynb");
  const plots = page.locator(".jp-OutputArea-output.jp-RenderedPlotly");
  assert.equal(await plots.count(), KINDS.length, "each cell shows a figure");

  for (const name of ["Dark", "Light"]) {
    await theme(page, name);
    for (const [i, [kind, , marks, count]] of KINDS.entries()) {
      const plot = plots.nth(i);
      await plot.scrollIntoViewIfNeeded();
      const picture = plot.locator("img.plot-img");
      if (name === "Dark") {
        assert.ok((await paintedPixels(page, picture)) > 2000, `the picture of ${kind} is painted`);
        await plot.screenshot({ path: join(SHOTS, `plots-${kind}-picture-dark.png`) });
        await plot.hover();
      }
      await plot.locator(".main-svg").first().waitFor();
      await page.mouse.move(0, 0);
      await page.waitForFunction(([index, selector, least]) =>
        document.querySelectorAll(".jp-OutputArea-output.jp-RenderedPlotly")[index].querySelectorAll(selector).length >= least,
      [i, marks, count]);
      assert.ok((await paintedPixels(page, plot)) > 2000, `${kind} is painted in the ${name} theme`);
      await plot.screenshot({ path: join(SHOTS, `plots-${kind}-live-${name.toLowerCase()}.png`) });
    }
  }
  assert.deepEqual(broken, [], "no script failed");
  await page.close();
});

test("the page that JupyterLab exports shows the picture of every figure, without a script or a network", async () => {
  const page = await newPage(stage);
  await runAll(page, "plots.ipynb");
  await save(page);
  const file = join(SHOTS, "plots-exported.html");
  const address = stage.lab.url("/").replace("/lab/", "/nbconvert/html/plots.ipynb").replace("&reset", "&sanitize_html=true");
  await writeFile(file, await page.evaluate(async (url) => (await fetch(url)).text(), address));
  await page.close();

  const context = await stage.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1000, height: 800 } });
  const exported = await context.newPage();
  await exported.route(/^https?:/, (route) => route.abort());
  await exported.goto(pathToFileURL(file).href);
  const pictures = exported.locator(".jp-OutputArea-output.jp-RenderedSVG, .jp-OutputArea-output.jp-RenderedImage");
  assert.equal(await pictures.count(), KINDS.length, "each figure has a picture");
  const counting = await stage.browser.newPage();
  for (const [i, [kind]] of KINDS.entries()) {
    assert.ok((await paintedPixels(counting, pictures.nth(i))) > 2000, `the picture of ${kind} is painted`);
    await pictures.nth(i).screenshot({ path: join(SHOTS, `plots-${kind}-exported.png`) });
  }
  await counting.close();
  await context.close();
});

test("figures saved as pages paint themselves from disk, and ask nobody for anything", async () => {
  const saved = ["scatter", "space", "contour", "radar"];
  const cells = KINDS.filter(([kind]) => saved.includes(kind)).map(([kind, source]) => `(${source}).save("${kind}.html");`);
  await writeNotebook(stage.lab, "saving.ipynb", [DATA, ...cells]);
  const page = await newPage(stage);
  await runAll(page, "saving.ipynb");
  await page.close();

  for (const [kind, , marks, count] of KINDS.filter(([name]) => saved.includes(name))) {
    for (const colorScheme of ["light", "dark"]) {
      const alone = await stage.browser.newPage({ viewport: { width: 800, height: 600 }, colorScheme });
      const asked = [];
      const broken = [];
      alone.on("request", (request) => asked.push(request.url()));
      alone.on("pageerror", (error) => broken.push(error.message));
      const url = pathToFileURL(join(stage.lab.notebooks, `${kind}.html`)).href;
      await alone.goto(url);
      await alone.locator(".main-svg").first().waitFor();
      await alone.waitForFunction(([selector, least]) => document.querySelectorAll(selector).length >= least, [marks, count]);
      assert.ok((await paintedPixels(alone, alone.locator("[data-figure]"))) > 2000, `${kind} is painted`);
      assert.deepEqual(asked.filter((address) => address !== url && !/^(data|blob):/.test(address)), []);
      assert.deepEqual(broken, [], "no script failed");
      await alone.screenshot({ path: join(SHOTS, `plots-${kind}-saved-${colorScheme}.png`) });
      await alone.close();
    }
  }
});

test("where there is no Plotly renderer, HTML paints figures with plotly.js from one cell of the notebook", async () => {
  await writeNotebook(stage.lab, "html.ipynb", [DATA, "Plots.scatter(x, y, labels).toHtml()", "Plots.plotlyJs()", "Plots.histogram(y, 12).toHtml()"]);
  const page = await newPage(stage);
  await runAll(page, "html.ipynb");
  await page.locator('.jp-RenderedHTMLCommon .main-svg').nth(1).waitFor();
  const figures = page.locator(".jp-RenderedHTMLCommon [data-figure]");
  assert.equal(await figures.nth(0).locator(".scatterlayer .point").count(), 120, "the figure before plotly.js");
  assert.equal(await figures.nth(1).locator(".barlayer .point").count(), 12, "and the one after it");
  await page.screenshot({ path: join(SHOTS, "plots-html.png") });
  await page.close();
});

testThatNoHostWasAsked(stage);
