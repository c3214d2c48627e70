// What both scripts share: the system's Chromium, and a look at the outputs of a page.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

// Without background networking: a closed network refuses those connections, and no test needs them.
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];

export async function withBrowser(executablePath, work) {
  const profile = mkdtempSync(join(tmpdir(), "lionml-browser-"));
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...process.env, HOME: profile } });
  try {
    return await work(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

// Runs inside the page: finds what a reader could not see or read.
export function inspect(selector) {
  const problems = [];
  const channels = (color) => {
    const numbers = (color.match(/[\d.]+/g) ?? ["0", "0", "0", "0"]).map(Number);
    return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
  };
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
  const background = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(channels(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const outputs = [...document.querySelectorAll(selector)];
  let tables = 0;
  let images = 0;
  for (const output of outputs) {
    if (output.querySelector("script")) problems.push("a script stands in an output");
    for (const image of output.querySelectorAll("img")) {
      const closed = image.closest("details:not([open])");
      const box = image.getBoundingClientRect();
      if (image.naturalWidth === 0) problems.push(`an image has no size: ${image.alt}`);
      else if (!closed && (box.width < 10 || box.height < 10)) problems.push(`an image is not visible: ${image.alt}`);
      else images++;
    }
    for (const table of output.querySelectorAll("table")) {
      if (table.closest("details:not([open])")) continue;
      const box = table.getBoundingClientRect();
      if (box.width < 20 || box.height < 10) problems.push("a table is not visible");
      else tables++;
    }
    const walker = document.createTreeWalker(output, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement;
      if (!text.data.trim() || holder.getClientRects().length === 0) continue;
      const paper = background(holder);
      const ink = over(channels(getComputedStyle(holder).color), paper);
      const ratio = contrast(ink, paper);
      if (ratio < 3) problems.push(`contrast ${ratio.toFixed(1)}: ${text.data.trim().slice(0, 40)}`);
    }
  }
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth + 2) problems.push(`the page is ${page.scrollWidth} wide, wider than its ${page.clientWidth}`);
  return { problems: [...new Set(problems)], tables, images, outputs: outputs.length };
}
