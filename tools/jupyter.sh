# Sourced by run.sh and test.sh: finds Jupyter, and installs Debian's where this user may.
# Sets $jupyter to the command ("jupyter", "/usr/bin/python3 -m jupyter", …), or to nothing where there is none.

# Runs as root, or says no.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# Installs those of the named Debian packages that are missing; quiet, since the caller says what a failure means.
install_debian() {
  command -v apt-get >/dev/null 2>&1 || return 1
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then return 0; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return 0
  { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1
}

# Debian's Jupyter lives in the system's python3, which need not be the first one on the path.
find_jupyter() {
  jupyter=
  if /usr/bin/python3 -c 'import nbconvert, jupyter_client' >/dev/null 2>&1; then
    jupyter="/usr/bin/python3 -m jupyter"
  elif command -v jupyter >/dev/null 2>&1 && jupyter nbconvert --version >/dev/null 2>&1; then
    jupyter=jupyter
  fi
}

# The notebook's parts: the kernel's only native need, and Jupyter itself.
install_jupyter() {
  local packages=(libzmq5 jupyter-core jupyter-client jupyter-nbconvert jupyter-notebook)
  find_jupyter
  if [ -n "$jupyter" ] && [ "$jupyter" = jupyter ]; then return 0; fi
  if ! install_debian "${packages[@]}"; then
    echo "note: Jupyter could not be installed. Debian, as root: apt-get install ${packages[*]}"
    echo "      Elsewhere: pip install notebook nbconvert. Until then 'lion notebook run' executes notebooks without it."
  fi
  find_jupyter
}
