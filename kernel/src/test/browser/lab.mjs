// A JupyterLab (or Notebook 7) of its own for the tests: .venv's, on a free port, with a token, on a temporary copy of the notebooks.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const TOP = fileURLToPath(new URL("../../../../", import.meta.url));
const TOKEN = "browser-test";
const START_SECONDS = 60;

// Cells that are scrolled out of sight stay in the page, and no news is fetched.
const SETTINGS = {
  "notebook-extension/tracker": { windowingMode: "none" },
  "apputils-extension/notification": { fetchNews: "false", checkForUpdates: false },
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/**
 * Starts the server, `lab` or `notebook` of an environment; `url(path)` is the page that shows a notebook, `notebooks` the
 * folder it is in, `stop()` ends the server and its kernels.
 */
export async function startLab({ app = "lab", environment = ".venv" } = {}) {
  const work = await mkdtemp(join(tmpdir(), "peaberry-lab-"));
  await cp(join(TOP, "notebooks"), join(work, "notebooks"), { recursive: true });
  for (const [name, value] of Object.entries(SETTINGS)) {
    const [folder, file] = name.split("/");
    await mkdir(join(work, "settings/@jupyterlab", folder), { recursive: true });
    await writeFile(join(work, "settings/@jupyterlab", folder, `${file}.jupyterlab-settings`), JSON.stringify(value));
  }
  const port = await freePort();
  const config = app === "lab" ? "LabApp" : "JupyterNotebookApp";
  const options = [
    app, "--no-browser", "--ip=127.0.0.1", `--ServerApp.port=${port}`, "--ServerApp.port_retries=0",
    `--IdentityProvider.token=${TOKEN}`, `--notebook-dir=${join(work, "notebooks")}`,
    `--${config}.user_settings_dir=${join(work, "settings")}`, `--${config}.workspaces_dir=${join(work, "workspaces")}`,
    `--${config}.extension_manager=readonly`,
  ];
  if (process.getuid?.() === 0) options.push("--allow-root");
  const folders = Object.fromEntries(
    ["CONFIG", "DATA", "RUNTIME"].map((kind) => [`JUPYTER_${kind}_DIR`, join(work, kind.toLowerCase())]),
  );
  const env = { ...process.env, ...folders, JUPYTER_PATH: join(TOP, ".venv/share/jupyter"), PEABERRY_PROGRESS: join(work, "progress.txt") };
  let log = "";
  const server = spawn(join(TOP, environment, "bin/jupyter"), options, { env });
  server.stdout.on("data", (text) => (log += text));
  server.stderr.on("data", (text) => (log += text));

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  };
  const base = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_SECONDS * 1000; ; await sleep(100)) {
    const answer = await fetch(`${base}/api/status?token=${TOKEN}`).catch(() => null);
    if (answer?.ok) {
      const url = (path) => `${base}${app === "lab" ? "/lab" : ""}${path}?token=${TOKEN}&reset`;
      return { url, notebooks: join(work, "notebooks"), stop, log: () => log };
    }
    if (server.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`JupyterLab did not start:\n${log}`);
    }
  }
}
