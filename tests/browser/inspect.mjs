// Runs in the page: looks at everything below the output areas and returns what a reader could not see or read.
// Must not refer to anything outside of itself.
export function inspect({ areas, shell }) {
  const problems = [];
  const counts = { outputs: 0, images: 0, tables: 0, bars: 0, texts: 0, scripts: 0, styled: 0 };
  const say = (element, text) => {
    if (problems.length < 30) {
      const cell = [...document.querySelectorAll(shell)].findIndex((one) => one.contains(element));
      problems.push(`cell ${cell}: ${text}: ${element.outerHTML.replace(/base64,[^"]*/, "base64,…").slice(0, 160)}`);
    }
  };

  const parse = (text) => {
    const numbers = (text.match(/[\d.]+/g) ?? []).map(Number);
    return { r: numbers[0] ?? 0, g: numbers[1] ?? 0, b: numbers[2] ?? 0, a: numbers.length > 3 ? numbers[3] : text === "transparent" ? 0 : 1 };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const light = ({ r, g, b }) => {
    const part = (value) => ((value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one, two) => {
    const [dark, bright] = [light(one), light(two)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  // Opacity fades an element towards what is behind it, for its text as for its background.
  const colors = (element) => {
    const chain = [];
    for (let at = element; at; at = at.parentElement) chain.unshift(getComputedStyle(at));
    let back = { r: 255, g: 255, b: 255, a: 1 };
    let opacity = 1;
    for (const style of chain) {
      opacity *= Number(style.opacity);
      const own = parse(style.backgroundColor);
      back = over({ ...own, a: own.a * opacity }, back);
    }
    const text = parse(chain.at(-1).color);
    return { text: over({ ...text, a: text.a * opacity }, back), back };
  };
  const isShown = (element) => element.checkVisibility() && !element.closest("details:not([open]) > :not(summary)");

  for (const area of document.querySelectorAll(areas)) {
    counts.outputs++;
    counts.scripts += area.querySelectorAll("script").length;
    for (const script of area.querySelectorAll("script")) say(script, "a script");
    counts.styled += area.querySelectorAll("[style]").length;

    for (const image of area.querySelectorAll("img")) {
      counts.images++;
      const box = image.getBoundingClientRect();
      if (!image.complete || image.naturalWidth === 0) say(image, "an image that cannot be drawn");
      else if (isShown(image) && (box.width < 4 || box.height < 3)) say(image, "an image without a size");
      if (!image.alt) say(image, "an image without words");
    }

    for (const table of area.querySelectorAll("table")) {
      counts.tables++;
      const box = table.getBoundingClientRect();
      if (isShown(table) && (box.width < 20 || box.height < 10)) say(table, "a table without a size");
    }

    for (const box of area.querySelectorAll("span, div")) {
      const style = box.getAttribute("style") ?? "";
      if (/(^|;)\s*width:/.test(style) && /background:/.test(style) && isShown(box)) {
        counts.bars++;
        const size = box.getBoundingClientRect();
        if (size.width < 0.4 || size.height < 4) say(box, `a bar of ${size.width} × ${size.height}`);
      }
    }

    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !isShown(element)) continue;
      counts.texts++;
      const { text, back } = colors(element);
      const ratio = contrast(text, back);
      const [front, behind] = [text, back].map(({ r, g, b }) => `rgb(${[r, g, b].map(Math.round)})`);
      if (ratio < 3) say(element, `contrast ${ratio.toFixed(2)} (${front} on ${behind})`);
    }

    // Whatever is wider than the page must be inside of something that scrolls by itself.
    const scrolls = (element) => {
      for (let at = element; at && at !== document.body; at = at.parentElement) {
        if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    for (const element of area.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.width > 0 && isShown(element) && box.right > document.documentElement.clientWidth + 1 && !scrolls(element.parentElement)) {
        say(element, `reaches to ${Math.round(box.right)} px on a page of ${document.documentElement.clientWidth} px`);
      }
    }
  }

  return { problems, counts };
}
