#!/usr/bin/env bash
# test.sh: installs what the tests need where it may, builds Release, runs every test project.
# The last line is "N passed, N failed" (", N skipped" may follow); the exit code is not zero if anything failed or nothing ran.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME="${TMPDIR:-/tmp}"

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: 'dotnet' was not found. Install the .NET SDK 10 (https://dot.net) and run this again." >&2
  echo "0 passed, 0 failed"
  exit 2
fi

. tools/jupyter.sh

# Debian's ONNX test data (one model for each operator), and the notebook's parts with a browser to look at its pages.
onnx=(libonnx-testdata)
notebook=(libzmq5 jupyter-core jupyter-client jupyter-nbconvert jupyter-notebook jupyter-console python3-jupyter-kernel-test chromium)
for group in "${onnx[*]}" "${notebook[*]}"; do
  # shellcheck disable=SC2086 # a list of packages
  if command -v apt-get >/dev/null 2>&1 && ! install_debian $group; then
    echo "note: not all of these could be installed, tests that need them are skipped. As root: apt-get install $group" >&2
  fi
done

# Aleo's verifier, which the interop tests ask for a verdict, and ONNX Runtime, which exported models are run with.
if command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1; then
  interop=tests/interop/node_modules
  if { [ ! -f $interop/@provablehq/wasm/package.json ] || [ ! -f $interop/onnxruntime-node/package.json ]; } \
      && ! npm ci --prefix tests/interop --ignore-scripts --no-audit --no-fund --silent; then
    echo "note: npm ci failed in tests/interop; tests against Aleo's verifier and ONNX Runtime are skipped. Check the network and the npm registry." >&2
  fi
  # The browser of the notebook tests is driven from Node.
  if [ ! -f tests/browser/node_modules/playwright-core/package.json ] && ! npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent; then
    echo "note: npm ci failed in tests/browser; tests in a browser are skipped. Check the network and the npm registry." >&2
  fi
else
  echo "note: node and npm were not found; tests against Aleo's verifier and ONNX Runtime are skipped. Debian, as root: apt-get install nodejs npm" >&2
fi

echo "building (Release) ..."
if ! dotnet build LionMl.Interactive.sln -c Release -v quiet --nologo; then
  echo "the build failed"
  echo "0 passed, 1 failed"
  exit 1
fi

passed=0 failed=0 skipped=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  started=$SECONDS
  dotnet test "$project" -c Release --no-build --nologo > "$logs/$name.log" 2>&1
  code=$?
  # "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, Duration: ..."
  summary=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$logs/$name.log" | tail -n 1)
  count() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<< "$summary"; }
  p=$(count Passed) f=$(count Failed) s=$(count Skipped)
  : "${p:=0}" "${f:=0}" "${s:=0}"
  # A crash or a run without tests has no count of its own and must not pass for success.
  if [ "$code" != 0 ] && [ "$f" = 0 ]; then f=1; fi
  if [ "$code" = 0 ] && [ "$p" = 0 ]; then echo "  $name holds no tests that ran"; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-28s %5d passed %3d failed %3d skipped  %4d s\n' "$name" "$p" "$f" "$s" "$((SECONDS - started))"
  if [ "$f" != 0 ]; then cat "$logs/$name.log"; fi
done

last="$passed passed, $failed failed"
if [ "$skipped" != 0 ]; then last="$last, $skipped skipped"; fi
echo "$last"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
