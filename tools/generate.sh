#!/usr/bin/env bash
# Writes src/LionMl.Algebra/Generated; with --check fails if a checked-in file differs.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet run --project tools/LionMl.KernelGenerator -- src/LionMl.Algebra/Generated "$@"
