// The classic notebook, live: opens an executed notebook that it does not trust, then runs all its cells through the menu.
// Prints one JSON object.
//   node classic.mjs CHROMIUM URL UNTRUSTED.png LIVE.png EXPECTED
import { launch } from "./browser.mjs";
import { inspect } from "./inspect.mjs";

const [chromium, url, untrustedImage, liveImage, expected] = process.argv.slice(2);
const where = { areas: ".output_area .output_subarea", shell: ".cell" };
const patience = 180_000;
const browser = await launch(chromium);
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  tab.on("dialog", (dialog) => dialog.accept());
  await tab.goto(url, { waitUntil: "load", timeout: patience });
  const isReady = () => window.Jupyter?.notebook?.kernel?.is_connected() && document.querySelector(".output_subarea");
  await tab.waitForFunction(isReady, null, { timeout: patience });

  const shoot = async (path) => {
    // The page scrolls inside of a box; a tall window shows it whole.
    const height = await tab.evaluate(() => document.querySelector("#notebook-container").scrollHeight);
    await tab.setViewportSize({ width: 1280, height: Math.min(height + 260, 12_000) });
    await tab.waitForTimeout(500);
    await tab.screenshot({ path });
  };

  const isTrusted = await tab.evaluate(() => Jupyter.notebook.trusted);
  const untrusted = await tab.evaluate(inspect, where);
  // What the outputs of the file have, and what of it has come through the sanitizer.
  const stripped = await tab.evaluate(() => {
    const count = (root) => {
      const found = {};
      for (const element of root.querySelectorAll("*")) {
        const tag = element.tagName.toLowerCase();
        found[tag] = (found[tag] ?? 0) + 1;
        for (const { name, value } of element.attributes) {
          if (name === "style") {
            for (const property of value.split(";").map((one) => one.split(":")[0].trim()).filter((one) => one)) {
              found[`style ${property}`] = (found[`style ${property}`] ?? 0) + 1;
            }
          } else {
            found[`${tag} ${name}`] = (found[`${tag} ${name}`] ?? 0) + 1;
          }
        }
      }
      return found;
    };
    const add = (sum, more) => Object.entries(more).forEach(([name, number]) => (sum[name] = (sum[name] ?? 0) + number));
    const [before, after] = [{}, {}];
    for (const cell of Jupyter.notebook.get_cells()) {
      for (const output of cell.output_area?.outputs ?? []) {
        const html = output.data?.["text/html"];
        if (html) add(before, count(new DOMParser().parseFromString(html, "text/html").body));
      }
    }
    for (const area of document.querySelectorAll(".output_html")) add(after, count(area));
    return Object.fromEntries(
      Object.entries(before).filter(([name, number]) => (after[name] ?? 0) < number).map(([name, number]) => [name, [number, after[name] ?? 0]]));
  });
  await shoot(untrustedImage);

  await tab.click("#celllink");
  await tab.click("#run_all_cells a");
  const isDone = () => {
    const cells = Jupyter.notebook.get_cells().filter((cell) => cell.cell_type === "code");
    return Jupyter.notebook.kernel_busy === false && cells.every((cell) => /^\d+$/.test(String(cell.input_prompt_number)));
  };
  await tab.waitForFunction(() => Jupyter.notebook.kernel_busy === true, null, { timeout: patience });
  await tab.waitForFunction(isDone, null, { timeout: patience, polling: 200 });
  await tab.waitForTimeout(500);
  const live = await tab.evaluate(inspect, where);
  const text = await tab.evaluate(() => [...document.querySelectorAll(".output_subarea")].map((one) => one.innerText).join("\n"));
  const errors = await tab.evaluate(() => document.querySelectorAll(".output_error").length);
  await shoot(liveImage);
  console.log(JSON.stringify({ isTrusted, untrusted, stripped, live, errors, hasVerdict: text.includes(expected) }, null, 1));
} finally {
  await browser.close();
}
