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

step "Aleo's verifier and SRS (npm package @provablehq/wasm, pinned by tests/interop/package-lock.json)"
if [ ! -f tests/interop/node_modules/@provablehq/wasm/package.json ]; then
  npm ci --prefix tests/interop --ignore-scripts --no-audit --no-fund --silent
fi
# The same package holds the SRS, so it is not downloaded twice.
export LIONML_NODE_MODULES="$PWD/tests/interop/node_modules"

model=tests/models/digits8-conv
out=artifacts/first-proof
rm -rf "$out"

step "quantize: from floats to integers"
./lion quantize "$model/model.onnx" --data "$model/calibration.json" --out "$out/v3"
./lion table "$out/v3"
mkdir -p "$out/v2" "$out/log"
cp "$out/v3/circuit.lion" "$out/v2/circuit.lion"

step "mock: every constraint, and fidelity on samples that calibration did not see"
./lion mock "$out/v3" --input "$model/evaluation.json" --json > "$out/log/mock.json"

for version in v3 v2; do
  step "Varuna $version: setup with Aleo's mainnet SRS, prove, verify"
  ./lion setup "$out/$version" --varuna "$version" --srs aleo --json > "$out/log/setup-$version.json"
  # A verifier gets this fingerprint from whom it trusts; here that is the setup of a moment ago.
  key=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).keySha256' "$out/log/setup-$version.json")
  ./lion prove "$out/$version" --input "$model/input.json" --json > "$out/log/prove-$version.json"
  ./lion verify "$out/$version" --varuna "$version" --expect-key "$key" --json > "$out/log/verify-$version.json"
done

step "Aleo's own verifier on the V2 proof (no public V3 verifier exists yet)"
node tests/interop/verify.mjs "$out/v2/verifying.key" "$out/v2/public.json" "$out/v2/proof.bin" | tee "$out/log/aleo.json"

step "result"
node tests/interop/summary.mjs "$out"
