# shellcheck shell=bash
# Campaigns on the copy, each ended by its first finding.

declare -A found_by=() found_after=() found_what=() controls=()
declare -a hunted=()

progress() {
  printf '%s\n' "$1" >&2
}

# What a campaign prints of a finding; the engine's own lines, as its log keeps them. A timeout is none: a busy
# machine has them without a bug.
finding='^== Java Exception: |ERROR: libFuzzer: (deadly|fuzz target|out-of-memory)|ERROR: [A-Za-z]*Sanitizer|: runtime error: |^# A fatal error has been detected'

# The campaign and its engine are a group of processes, and end together.
end_hunt() {
  if [[ -n $hunt_group ]]; then
    kill -KILL -- "-$hunt_group" 2>/dev/null || true
    wait "$hunt_group" 2>/dev/null || true
    hunt_group=''
  fi
}

# hunt TARGET SECONDS: 0 if something was found. Sets `after` and `what`.
# The time is that of fuzzing: it begins when the engine has run the committed corpus.
hunt() {
  local log=$tree/fuzz/target/campaign-$1.log began='' status=0
  rm -rf "$work/corpus" "$log"
  set -m
  (cd "$tree" && exec fuzz/run --corpus-out "$work/corpus" "$1" "$2") >"$work/run.log" 2>&1 </dev/null &
  hunt_group=$!
  set +m
  after='' what=''
  while [[ -z $interrupted ]]; do
    # In this order: a finding that is there before the end of the corpus is the corpus's.
    if grep -Eqs "$finding" "$log"; then
      after=0
      # A second that has begun counts: 0 s is the corpus's.
      if [[ -n $began ]]; then after=$((EPOCHSECONDS - began + 1)); fi
      sleep 1 # for the rest of its report
      what=$(kind_of "$log")
      break
    fi
    if [[ -z $began ]] && grep -Eqs '^#[0-9]+[[:space:]]+INITED' "$log"; then began=$EPOCHSECONDS; fi
    if ! kill -0 "$hunt_group" 2>/dev/null; then
      wait "$hunt_group" || status=$?
      hunt_group=''
      if ((status == 0)); then return 1; fi
      # It may have ended between two looks, with the finding.
      if grep -Eqs "$finding" "$log"; then continue; fi
      what="fuzz/run ended with $status: $(grep -m 1 'run: the\|ERROR\|error' "$work/run.log" || tail -n 1 "$work/run.log")"
      return 2
    fi
    sleep 0.2
  done
  end_hunt
  [[ -z $interrupted ]]
}

# One line: the demand that was not met, or what the sanitizer says.
kind_of() {
  { grep -Em1 '^FAILED ' "$1" || grep -Em1 "$finding" "$1"; } 2>/dev/null |
    sed -E 's/^== Java Exception: //; s/^==[0-9]+== ?//; s/^(java\.lang\.|com\.code_intelligence\.jazzer\.api\.)//; s/^# //' |
    cut -c 1-160
}

run_controls() {
  local target done=0 status
  local -a targets
  mapfile -t targets < <(all_targets)
  progress "planted: ${#bugs[@]} bugs, ${#targets[@]} targets; first the tree as it is, for $control s each"
  for target in "${targets[@]}"; do
    done=$((done + 1)) status=0
    hunt "$target" "$control" || status=$?
    [[ -z $interrupted ]] || return 0
    case $status in
      0) controls[$target]="finds something in the tree as it is: $what" ;;
      1) controls[$target]=clean ;;
      *) controls[$target]=$what ;;
    esac
    progress "[$done/${#targets[@]}] $target: ${controls[$target]}"
  done
}

hunt_bugs() {
  local name done=0 started
  for name in "${bugs[@]}"; do
    [[ -z $interrupted ]] || return 0
    done=$((done + 1)) started=$SECONDS
    hunt_bug "$name"
    [[ -z $interrupted ]] || return 0
    hunted+=("$name")
    if [[ -n ${found_by[$name]:-} ]]; then
      progress "[$done/${#bugs[@]}] $name: ${found_by[$name]}, $(when "$name") ($((SECONDS - started)) s in all)"
    else
      progress "[$done/${#bugs[@]}] $name: NOT FOUND, ${found_what[$name]}"
    fi
  done
}

hunt_bug() {
  local target status
  local -a targets
  read -ra targets <<<"${targets_of[$1]}"
  found_what[$1]=''
  if plant "$1"; then
    for target in "${targets[@]}"; do
      if [[ ${controls[$target]} != clean ]]; then
        found_what[$1]+="$target is not to be trusted; "
        continue
      fi
      status=0
      hunt "$target" $(((seconds + ${#targets[@]} - 1) / ${#targets[@]})) || status=$?
      [[ -z $interrupted ]] || break
      if ((status == 0)); then
        found_by[$1]=$target found_after[$1]=$after found_what[$1]=$what
        break
      fi
      found_what[$1]+="$target ${what:-finds nothing}; "
    done
  else
    found_what[$1]="cannot be planted: $(grep -im 1 'error' "$work/build.log" || echo 'nothing is built')"
  fi
  uproot "$1"
}

when() {
  case ${found_after[$1]:-} in
    '') ;;
    0) echo 'by the corpus' ;;
    *) echo "after ${found_after[$1]} s" ;;
  esac
}
