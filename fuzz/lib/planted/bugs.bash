# shellcheck shell=bash
# The planted bugs: what their patches say of themselves.

declare -a bugs=()
declare -A patch_of=() what_of=() targets_of=()

# field FILE NAME: the rest of the line that begins with it, ahead of the patch itself
field() {
  sed -n "/^--- /q; s/^$2: //p" "$1"
}

read_bugs() {
  local file name
  for file in "$here"/planted.d/[0-9]*.patch; do
    name=$(basename -- "$file" .patch)
    name=${name#*-}
    patch_of[$name]=$file
    what_of[$name]=$(field "$file" Bug)
    targets_of[$name]=$(field "$file" Targets)
    [[ -n ${what_of[$name]} && -n ${targets_of[$name]} ]] || die "$file lacks 'Bug:' or 'Targets:'"
    bugs+=("$name")
  done
}

# Of all, those that are named; all if none is.
choose_bugs() {
  local word name chosen=()
  (($# > 0)) || return 0
  for word; do
    for name in "${bugs[@]}"; do
      if [[ $name == "$word" || $(basename -- "${patch_of[$name]}") =~ ^0*"$word"(-|\.patch$) ]]; then
        chosen+=("$name")
        continue 2
      fi
    done
    usage_error "there is no bug $word; --list names them"
  done
  bugs=("${chosen[@]}")
}

list_bugs() {
  local name
  for name in "${bugs[@]}"; do
    printf '%-32s %-36s %s\n' "$name" "${targets_of[$name]}" "${what_of[$name]}"
  done
}

# The tree as it is may have changed where a patch would.
check_patches() {
  local name target status=0
  for name in "${bugs[@]}"; do
    if ! (cd "$root" && git apply --check "${patch_of[$name]}" 2>/dev/null); then
      echo "planted: ${patch_of[$name]#"$root"/} does not apply any more; make it anew" >&2
      status=1
    fi
    for target in ${targets_of[$name]}; do
      if ! "$here/run" --list | grep -xF -- "$target" >/dev/null; then
        echo "planted: ${patch_of[$name]#"$root"/} names a target that there is not: $target" >&2
        status=1
      fi
    done
  done
  return "$status"
}

# The targets of the chosen bugs, each once.
all_targets() {
  local name
  for name in "${bugs[@]}"; do tr ' ' '\n' <<<"${targets_of[$name]}"; done | awk '!seen[$0]++'
}
