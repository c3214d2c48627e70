#!/usr/bin/env bash
# run.sh: a convolutional network classifies a digit with a zero-knowledge proof that Aleo's own verifier accepts.
# Needs the .NET SDK 10, node and npm; everything else is fetched. Artifacts are left in artifacts/first-proof.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

for tool in dotnet node npm; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "error: '$tool' was not found. Needed: the .NET SDK 10 (https://dot.net) and Node.js 20 or later with npm (Debian: apt-get install nodejs npm)." >&2
    exit 2
  fi
done

step() { printf '\n== %s\n' "$1"; }

step "Aleo's verifier (npm package @provablehq/wasm, pinned by tests/interop/package-lock.json)"
if [ ! -f tests/interop/node_modules/@provablehq/wasm/package.json ]; then
  npm ci --prefix tests/interop --ignore-scripts --no-audit --no-fund --silent
fi
# The same package holds Aleo's SRS, so it is not downloaded twice.
export LIONML_NODE_MODULES="$PWD/tests/interop/node_modules"

model=tests/models/digits8-conv
out=artifacts/first-proof
rm -rf "$out"

step "quantize"
./lion quantize "$model/model.onnx" --data "$model/calibration.json" --out "$out/v3"
./lion table "$out/v3"
mkdir -p "$out/v2"
cp "$out/v3/circuit.lion" "$out/v2/circuit.lion"

step "mock: fidelity on 20 samples that calibration did not see"
./lion mock "$out/v3" --input "$model/evaluation.json" --quiet

for version in v3 v2; do
  step "Varuna $version: setup with Aleo's mainnet SRS, prove, verify"
  ./lion setup "$out/$version" --varuna "$version" --srs aleo
  ./lion prove "$out/$version" --input "$model/input.json"
  ./lion verify "$out/$version"
done

step "Aleo's own verifier on the V2 proof (no public V3 verifier exists yet)"
node tests/interop/verify.mjs "$out/v2/verifying.key" "$out/v2/public.json" "$out/v2/proof.bin"

step "done: artifacts are in $out"
