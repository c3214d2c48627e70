# Sourced by run.sh: translates the C# compiler, which runs notebook cells, into machine code. Once a version, about a minute.
# A notebook's first result then comes about a second sooner. Without it everything works the same.

precompile_compiler() {
  local version folder log
  version=$(sed -n 's:.*<CodeAnalysisVersion>\(.*\)</CodeAnalysisVersion>.*:\1:p' Directory.Packages.props)
  folder=artifacts/precompiled/$version
  if [ -d "$folder" ]; then return 0; fi
  log=$(mktemp)
  rm -rf artifacts/precompiled
  if dotnet publish tools/LionMl.Precompiled -c Release -v quiet --nologo -o "$folder.new" > "$log" 2>&1; then
    mv "$folder.new" "$folder"
  else
    echo "note: the C# compiler could not be translated ($(grep -m 1 -o 'error.*' "$log" || echo "see 'dotnet publish tools/LionMl.Precompiled'")); notebooks start a second later."
  fi
  rm -rf "$log" "$folder.new"
}
