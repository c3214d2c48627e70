#!/usr/bin/env node
// Aleo's verifier (Varuna V2) as a command.
//
//   node verify.mjs KEY PUBLIC PROOF     one statement; files as LionML writes them, or bech32m text with the ending .txt
//   node verify.mjs --batch FILE         [{ "keys": [...], "publics": [...], "proof": ... }, ...] in one process; prints one line each
//
// Exit code: 0 accepted (all of them), 1 rejected (any), 2 malformed or not installed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The package fetches its own .wasm when it is imported, and Node's fetch cannot read file: addresses.
globalThis.self ??= globalThis;
globalThis.fetch = async (resource) => {
  const url = new URL(resource instanceof Request ? resource.url : resource);
  if (url.protocol !== 'file:') throw new Error(`refused: ${url}`);
  return new Response(readFileSync(fileURLToPath(url)), { headers: { 'Content-Type': 'application/wasm' } });
};

const open = (type, file) =>
  file.endsWith('.txt') ? type.fromString(readFileSync(file, 'utf8').trim()) : type.fromBytes(readFileSync(file));

function check(aleo, { keys, publics, proof }) {
  const parsedKeys = keys.map((file) => open(aleo.VerifyingKey, file));
  const inputs = publics.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const parsedProof = open(aleo.Proof, proof);
  const started = performance.now();
  // public.json is a list of values, or a list of such lists for several instances of the circuit.
  const single = keys.length === 1 && !Array.isArray(inputs[0][0]);
  const accepted = single
    ? aleo.snarkVerify(parsedKeys[0], inputs[0], parsedProof)
    : aleo.snarkVerifyBatch(parsedKeys.map((key) => key.toString()), inputs.map((one) => (Array.isArray(one[0]) ? one : [one])), parsedProof);
  return { accepted, milliseconds: +(performance.now() - started).toFixed(1), constraints: parsedKeys.map((key) => key.numConstraints()) };
}

let exitCode = 0;
try {
  const aleo = await import('@provablehq/wasm/mainnet.js');
  const args = process.argv.slice(2);
  const jobs = args[0] === '--batch'
    ? JSON.parse(readFileSync(args[1], 'utf8'))
    : [{ keys: [args[0]], publics: [args[1]], proof: args[2] }];
  for (const job of jobs) {
    try {
      const verdict = check(aleo, job);
      if (!verdict.accepted) exitCode = Math.max(exitCode, 1);
      console.log(JSON.stringify(verdict));
    } catch (error) {
      exitCode = 2;
      console.log(JSON.stringify({ error: String(error) }));
    }
  }
} catch (error) {
  exitCode = 2;
  console.log(JSON.stringify({ error: String(error) }));
}
process.exit(exitCode);
