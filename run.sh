#!/usr/bin/env bash
# run.sh: sets up the notebook, runs the first one from a model to a verdict, and has Aleo's own verifier check a proof.
#   ./run.sh          install what is missing, build, install the kernel, execute notebooks/01-first-proof.ipynb
#   ./run.sh --open   the same, then open Jupyter on notebooks/
# Needs the .NET SDK 10, node and npm, python3; everything else is installed where this user may. Results are left in artifacts/first-proof.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
opens=
case "${1:-}" in
  "") ;;
  --open) opens=1 ;;
  *) echo "usage: ./run.sh [--open]" >&2; exit 2 ;;
esac

for tool in dotnet node npm; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "error: '$tool' was not found. Needed: the .NET SDK 10 (https://dot.net) and Node.js 20 or later with npm (Debian: apt-get install nodejs npm)." >&2
    exit 2
  fi
done

step() { printf '\n== %s\n' "$1"; }

step "Jupyter"
. tools/jupyter.sh
install_jupyter

step "Aleo's verifier and SRS (npm package @provablehq/wasm, pinned by tests/interop/package-lock.json)"
if [ ! -f tests/interop/node_modules/@provablehq/wasm/package.json ]; then
  npm ci --prefix tests/interop --omit=dev --ignore-scripts --no-audit --no-fund --silent
fi
# The same package holds the SRS, so it is not downloaded twice.
export LIONML_NODE_MODULES="$PWD/tests/interop/node_modules"

step "the kernel \"C# (LionML)\""
. tools/precompile.sh
precompile_compiler
./lion kernel install --quiet

out=$PWD/artifacts/first-proof
rm -rf "$out"
mkdir -p "$out/log"

step "notebooks/01-first-proof.ipynb: quantize, set up, prove, verify"
executed="$out/01-first-proof.ipynb"
page=
if [ -n "$jupyter" ]; then
  $jupyter nbconvert --log-level WARN --to notebook --execute notebooks/01-first-proof.ipynb --output-dir "$out"
  $jupyter nbconvert --log-level WARN --to html "$executed" --output-dir "$out"
  page="$out/01-first-proof.html"
else
  (cd notebooks && ../lion notebook run 01-first-proof.ipynb --out "$executed" --quiet)
fi
node tools/notebook-verdict.mjs "$executed" '#!lion-verify --expect-key'

step "Aleo's own verifier on a proof of the same model (Varuna V2: no public V3 verifier exists yet)"
model=tests/models/digits8-conv
./lion run "$model/model.onnx" --data "$model/calibration.json" --input "$model/input.json" --varuna v2 --out "$out/v2" --json \
  > "$out/log/run-v2.json"
node tests/interop/verify.mjs "$out/v2/verifying.key" "$out/v2/public.json" "$out/v2/proof.bin" | tee "$out/log/aleo.json"

step "result"
echo "the executed notebook:  $executed"
if [ -n "$page" ]; then echo "the rendered page:      $page"; fi
if [ -n "$opens" ]; then
  if [ -z "$jupyter" ]; then echo "error: --open needs Jupyter; see above." >&2; exit 2; fi
  exec $jupyter notebook --notebook-dir notebooks
fi
echo "your turn:              ./run.sh --open"
