// Starts the system's Chromium: never a browser that is downloaded, and with an empty profile of its own.
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];

export const launch = (executablePath) => chromium.launch({ executablePath, args: flags, headless: true });
