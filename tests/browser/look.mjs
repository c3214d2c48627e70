// Looks at a rendered notebook: a picture taken with scripts switched off, and what is wrong with its outputs.
//   node look.mjs CHROMIUM PAGE.html PICTURE.png
import { pathToFileURL } from "node:url";
import { inspect, withBrowser } from "./page.mjs";

const [executable, page, picture] = process.argv.slice(2);
const size = { width: 1100, height: 1400 };
const report = await withBrowser(executable, async (browser) => {
  const still = await browser.newContext({ javaScriptEnabled: false, viewport: size });
  const shown = await still.newPage();
  await shown.goto(pathToFileURL(page).href, { waitUntil: "load" });
  await shown.screenshot({ path: picture, fullPage: true });
  await still.close();
  // Reading the page's boxes and colours needs scripts; what they see is the same page. Its links to the web stay closed.
  const open = await browser.newContext({ viewport: size, offline: true });
  const read = await open.newPage();
  await read.goto(pathToFileURL(page).href, { waitUntil: "domcontentloaded" });
  await read.waitForTimeout(500);
  return read.evaluate(inspect, ".jp-OutputArea-output, .output_area");
});
console.log(JSON.stringify(report));
