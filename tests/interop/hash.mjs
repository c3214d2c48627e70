#!/usr/bin/env node
// Aleo's Poseidon8 as a command.
//
//   node hash.mjs FILE     FILE: [{ "elements": ["1", …] } or { "plaintext": "[1i8, 2i8]" }, …]; prints one line each
//
// Elements are hashed as they are; a plaintext is encoded first, as Leo's hash functions do.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The package fetches its own .wasm when it is imported, and Node's fetch cannot read file: addresses.
globalThis.self ??= globalThis;
globalThis.fetch = async (resource) => {
  const url = new URL(resource instanceof Request ? resource.url : resource);
  if (url.protocol !== 'file:') throw new Error(`refused: ${url}`);
  return new Response(readFileSync(fileURLToPath(url)), { headers: { 'Content-Type': 'application/wasm' } });
};

const aleo = await import('@provablehq/wasm/mainnet.js');
for (const job of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const fields = job.plaintext ? aleo.Plaintext.fromString(job.plaintext).toFields() : job.elements.map((one) => aleo.Field.fromString(`${one}field`));
  console.log(new aleo.Poseidon8().hash(fields).toString());
}
process.exit(0);
