// The table at the end of run.sh.
//
//   node summary.mjs FOLDER     FOLDER/log holds what the steps wrote with --json
import { readFileSync } from 'node:fs';

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const mock = read('log/mock.json');
const versions = ['v3', 'v2'].map((version) => ({
  version,
  setup: read(`log/setup-${version}.json`),
  prove: read(`log/prove-${version}.json`),
  verify: read(`log/verify-${version}.json`),
}));
const scores = read('v3/output.json').output_data[0];
const seconds = (value) => `${value.toFixed(2)} s`;
const rows = [
  ['', ...versions.map(({ version }) => `Varuna ${version}`)],
  ['constraints', ...versions.map(({ prove }) => prove.constraints.toLocaleString('en'))],
  ['non-zeros A + B + C', ...versions.map(({ prove: { nonZeros: n } }) => (n.a + n.b + n.c).toLocaleString('en'))],
  ['proof', ...versions.map(({ prove }) => `${prove.proofBytes} bytes`)],
  ['verifying key', ...versions.map(({ setup }) => `${setup.files['verifying.key']} bytes`)],
  ['setup', ...versions.map(({ setup }) => seconds(setup.seconds.setup))],
  ['prove', ...versions.map(({ prove }) => seconds(prove.seconds.prove))],
  ['peak memory', ...versions.map(({ prove }) => `${Math.round(prove.peakMemoryBytes / 2 ** 20)} MiB`)],
  ['our verifier', ...versions.map(({ verify }) => (verify.accepted ? 'accepted' : 'REJECTED'))],
  ["Aleo's verifier", 'no public one yet', read('log/aleo.json').accepted ? 'accepted' : 'REJECTED'],
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) {
  console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('   ').trimEnd());
}

const { relativeError, argmaxAgreement, samples } = mock.fidelity;
console.log(`\nThe proved class is ${scores.indexOf(Math.max(...scores))}; the image stays private, the ten scores are public.`);
console.log(
  `Against the float model on ${samples} unseen samples: relative error ${(100 * relativeError).toFixed(2)} %, same class ${100 * argmaxAgreement} %.`);
console.log(`Artifacts are in ${folder}.`);
