// Prints what the cell with a given command said in an executed notebook, as plain text; fails where it did not run or was not accepted.
//   node tools/notebook-verdict.mjs NOTEBOOK COMMAND
import { readFileSync } from "node:fs";

const [path, command] = process.argv.slice(2);
const text = (value) => (Array.isArray(value) ? value.join("") : String(value ?? ""));
const cells = JSON.parse(readFileSync(path, "utf8")).cells.filter((cell) => cell.cell_type === "code");
const cell = cells.find((one) => text(one.source).split("\n").some((line) => line.startsWith(command)));
const failed = cells.flatMap((one) => one.outputs).find((output) => output.output_type === "error");
if (failed) {
  console.error(`${path}: ${failed.ename}: ${failed.evalue}`);
  process.exit(1);
}
const said = (cell?.outputs ?? []).map((output) => text(output.data?.["text/plain"])).filter((one) => one.length > 0);
const verdict = said.at(-1) ?? "";
console.log(verdict);
process.exit(verdict.startsWith("accepted") ? 0 : 1);
