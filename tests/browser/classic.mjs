// Opens a notebook in the classic front end, shows it as it is or runs all its cells, and looks at the outputs.
//   node classic.mjs CHROMIUM URL PICTURE.png show|run
import { inspect, withBrowser } from "./page.mjs";

const [executable, url, picture, what] = process.argv.slice(2);
const report = await withBrowser(executable, async (browser) => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 5200 } });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.Jupyter?.notebook?.kernel?.is_connected?.(), null, { timeout: 60_000 });
  if (what === "run") {
    await page.evaluate(() => globalThis.Jupyter.notebook.execute_all_cells());
    await page.waitForFunction(
      () => globalThis.Jupyter.notebook.get_cells().filter((cell) => cell.cell_type === "code")
        .every((cell) => typeof cell.input_prompt_number === "number"),
      null, { timeout: 150_000 });
    await page.waitForTimeout(1000);
  }
  await page.waitForTimeout(1000);
  await page.screenshot({ path: picture });
  const seen = await page.evaluate(inspect, ".output_subarea");
  seen.trusted = await page.evaluate(() => globalThis.Jupyter.notebook.trusted);
  seen.text = await page.evaluate(() => [...document.querySelectorAll(".output_subarea")].map((one) => one.innerText).join("\n"));
  return seen;
});
console.log(JSON.stringify(report));
