// Looks at rendered notebooks as a reader without JavaScript sees them. Prints one JSON object: problems and counts of each page.
//   node pages.mjs CHROMIUM PAGE.html=SCREENSHOT.png ...
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { inspect } from "./inspect.mjs";

const [chromium, ...jobs] = process.argv.slice(2);
const where = { areas: ".jp-OutputArea-output", shell: ".jp-Cell" };
const browser = await launch(chromium);
const report = {};
try {
  for (const job of jobs) {
    const [page, screenshot] = job.split("=");
    // The page's own links to libraries go nowhere: a notebook is read offline as well.
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, offline: true });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
    const closed = await tab.evaluate(inspect, where);
    await tab.screenshot({ path: screenshot, fullPage: true });

    // The same with everything unfolded, and on a narrow screen.
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const open = await tab.evaluate(inspect, where);
    await tab.setViewportSize({ width: 760, height: 900 });
    const narrow = await tab.evaluate(inspect, where);
    const background = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    report[page] = {
      background,
      counts: open.counts,
      problems: [...closed.problems, ...open.problems.map((one) => `unfolded: ${one}`), ...narrow.problems.map((one) => `narrow: ${one}`)],
    };
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report, null, 1));
