# shellcheck shell=bash
# What was found, as a table.

machine() {
  local cpu
  cpu=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
  echo "${cpu:-$(uname -m)}, $(nproc) processors, $(uname -s), Java $java_version"
}

revision() {
  local id
  id=$(git -C "$root" rev-parse --short HEAD 2>/dev/null) || id=unknown
  if [[ -n $(git -C "$root" status --porcelain 2>/dev/null) ]]; then id+=', changed'; fi
  echo "$id"
}

# Text for a cell of a table.
cell() { printf '%s' "${1//|/\\|}"; }

print_table() {
  local name target number
  cat <<END
# Planted bugs

What the campaigns of \`fuzz/run\` make of bugs that were planted on purpose, one at a time, in a copy of the
tree. Each line is a patch of [planted.d](planted.d), which says why the bug is realistic. Made by
\`fuzz/planted --write\`; nothing here is written by hand.

- $(date -u +%F), commit $(revision)
- $(machine)
- ${#found_by[@]} of ${#bugs[@]} found, with up to $seconds s for each${interrupted:+; interrupted after ${#hunted[@]}}

"By the corpus": the committed inputs alone are enough. A time is that of fuzzing, from the end of the committed
corpus to the first report; campaigns start from that corpus and from nothing that others have found.

| | Bug | Found by | When | What it says |
|---|---|---|---|---|
END
  for name in "${hunted[@]}"; do
    number=$(basename -- "${patch_of[$name]}")
    printf '| [%s](planted.d/%s) | %s | %s | %s | %s |\n' "${number%%-*}" "$number" "$(cell "${what_of[$name]}")" \
      "${found_by[$name]:-**not found**}" "$(when "$name")" \
      "$(cell "${found_what[$name]}")"
  done
  cat <<END

## Without a bug

For $control s each, from the same corpus: a target that finds something here would prove nothing above.

| Target | Finds |
|---|---|
END
  for target in $(all_targets); do
    printf '| %s | %s |\n' "$target" "$(cell "${controls[$target]:-not run}" | sed 's/^clean$/nothing/')"
  done
}

# A string of JSON.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "$(tr -d '\000-\037' <<<"${text//\"/\\\"}")"
}

print_json() {
  local name separator='' by
  printf '{"commit":%s,"machine":%s,"secondsEach":%d,"bugs":[' "$(quoted "$(revision)")" \
    "$(quoted "$(machine)")" "$seconds"
  for name in "${hunted[@]}"; do
    by=null
    if [[ -n ${found_by[$name]:-} ]]; then by=$(quoted "${found_by[$name]}"); fi
    printf '%s\n{"name":%s,"bug":%s,"foundBy":%s,"seconds":%s,"what":%s}' "$separator" "$(quoted "$name")" \
      "$(quoted "${what_of[$name]}")" "$by" "${found_after[$name]:-null}" "$(quoted "${found_what[$name]}")"
    separator=,
  done
  printf '],"controls":{'
  separator=''
  for name in "${!controls[@]}"; do
    printf '%s%s:%s' "$separator" "$(quoted "$name")" "$(quoted "${controls[$name]}")"
    separator=,
  done
  printf '}}\n'
}

# Ends the program.
report() {
  local name
  if [[ -n $write ]]; then
    print_table >"$work/PLANTED.md"
    cp "$work/PLANTED.md" "$here/PLANTED.md"
    progress 'planted: fuzz/PLANTED.md is written'
  fi
  if [[ -n $json ]]; then
    print_json
  elif [[ -z $write ]]; then
    for name in "${hunted[@]}"; do
      printf '%-32s %-20s %-16s %s\n' "$name" "${found_by[$name]:-NOT FOUND}" "$(when "$name")" "${found_what[$name]}"
    done
  fi
  progress "planted: ${#found_by[@]} of ${#bugs[@]} found"
  ((${#found_by[@]} == ${#bugs[@]})) && exit 0
  exit 1
}
