// What the browser tests do with a page of JupyterLab: open it, use its menus, wait for its kernel, look at its pixels.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { startLab, TOP } from "./lab.mjs";

// Points in space need WebGL, which Chromium computes where there is no graphics card.
const FLAGS = [
  "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
export const SHOTS = join(TOP, "build/screenshots");
export const KERNEL = "Java 25 (Peaberry)";
export const FAILURE = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]';
export const RUN_MILLIS = 180_000;

/**
 * A JupyterLab and a browser for the tests of one file, and a last test that no page asked another host for anything.
 * `prepare(lab)` may write notebooks before, `server` is for startLab; `lab` and `browser` of what is returned are there
 * once the tests run.
 */
export function withLab(prepare = async () => {}, server = {}) {
  const stage = { elsewhere: [] };
  before(async () => {
    await mkdir(SHOTS, { recursive: true });
    stage.lab = await startLab(server);
    await prepare(stage.lab);
    stage.browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });
  });
  after(async () => {
    await stage.browser?.close();
    await stage.lab?.stop();
  });
  return stage;
}

/** To be called after a file's other tests. */
export function testThatNoHostWasAsked(stage) {
  test("no page asked another host for anything", () => assert.deepEqual(stage.elsewhere, []));
}

/** A page that reaches the lab alone; what it asks of other hosts is noted and refused. */
export async function newPage({ browser, lab, elsewhere }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
  page.setDefaultTimeout(60_000);
  const own = new URL(lab.url("")).host;
  await page.route((url) => /^https?:$/.test(url.protocol) && url.host !== own, (route) => {
    elsewhere.push(route.request().url());
    return route.abort();
  });
  return page;
}

/** Shows a page of JupyterLab or Notebook 7 to `look`; where that fails, a picture of the page is left. */
export async function onPage(stage, path, name, look) {
  const page = await newPage(stage);
  try {
    await page.goto(stage.lab.url(path));
    await page.locator("#jp-main-dock-panel, .jp-NotebookPanel").first().waitFor();
    await look(page);
  } catch (failure) {
    await page.screenshot({ path: join(SHOTS, `failed-${name}.png`) });
    throw failure;
  } finally {
    await page.close();
  }
}

export async function menu(page, ...names) {
  await page.getByRole("menuitem", { name: names[0], exact: true }).first().click();
  for (const name of names.slice(1)) {
    await page.locator(".lm-Menu").last().locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^${name}$`) }).click();
  }
}

export async function theme(page, name) {
  await menu(page, "Settings", "Theme", `JupyterLab ${name}`);
  await page.locator(`body[data-jp-theme-light="${name === "Light"}"]`).waitFor({ state: "attached" });
  await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
}

/** Waits until the status bar says that the kernel of the open notebook is there and Idle or Busy. */
export async function kernelIs(page, status) {
  await page.locator("#jp-main-statusbar", { hasText: new RegExp(`\\w.* \\| ${status}`) }).waitFor();
}

/** Runs the open notebook by the menu until each cell with code has its number, or one has failed. */
export async function runAll(page) {
  await kernelIs(page, "Idle");
  await menu(page, "Run", "Run All Cells");
  await page.waitForFunction((failure) => {
    const cells = [...document.querySelectorAll(".jp-CodeCell")].filter((cell) => cell.querySelector(".cm-content").textContent.trim());
    const ran = cells.every((cell) => /\[\d+\]/.test(cell.querySelector(".jp-InputPrompt").textContent));
    return (cells.length > 0 && ran) || document.querySelector(failure) !== null;
  }, FAILURE, { timeout: RUN_MILLIS });
}

/** The mark in the tab of a notebook that has changes. */
export function changeMark(page) {
  return page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current.jp-mod-dirty");
}

export async function save(page) {
  await menu(page, "File", "Save Notebook");
  await changeMark(page).waitFor({ state: "detached" });
}

/** How many pixels of an element's picture differ from the colour of its first pixel. */
export async function paintedPixels(page, element) {
  const png = (await element.screenshot()).toString("base64");
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return pixels.filter((pixel) => pixel !== pixels[0]).length;
  }, png);
}
