# shellcheck shell=bash
# Crashes: told apart by the top of their stack, kept once each, minimised in the end.

declare -A times_seen=() file_of=()
minimise_seconds=30
stack='' told='' token='' frames=0

# Collects what a report says; an input that was written ends it.
watch_for_finding() {
  local line=$1
  case $line in
    '== Java Exception: '* | *'ERROR: libFuzzer: '* | *'ERROR: '*Sanitizer* | *'runtime error: '* | *'WARNING: MemorySanitizer'*)
      if [[ -z $stack ]]; then token=$(kind_of "$line") frames=0; fi
      stack+=$line$'\n'
      ;;
    '== libFuzzer crashing input ==') told=yes ;;
    # The sanitizers' own would name the sanitizer, or where memory came from.
    'DEDUP_TOKEN: '*) if [[ $target != native-* ]]; then token=${line#DEDUP_TOKEN: }; fi ;;
    # Slow is not wrong: what hangs is a timeout.
    *'Test unit written to '*/incoming-slow-unit-*) rm -f "${line##*Test unit written to }" ;;
    *'Test unit written to '*) keep_finding "${line##*Test unit written to }" ;;
    *)
      if [[ -n $stack && -z $told ]]; then
        stack+=$line$'\n'
        name_by_frame "$line"
      fi
      ;;
  esac
}

# heap-buffer-overflow, timeout, deadly, …; empty for an exception, which has a token.
kind_of() {
  local kind=$1
  case $kind in
    *libFuzzer:\ * | *Sanitizer:\ *) kind=${kind##*libFuzzer: } kind=${kind##*Sanitizer: } ;;
    *'runtime error: '*) kind=undefined ;;
    *) kind='' ;;
  esac
  echo "${kind%% *}"
}

# Of the first stack of a report, the three frames on top that are neither the library's nor the engine's.
name_by_frame() {
  if [[ -z $1 && $frames -gt 0 ]]; then frames=3; fi
  [[ $1 =~ ^\ *#[0-9]+\ 0x[0-9a-f]+\ in\ ([^\ ]+) ]] || return 0
  case ${BASH_REMATCH[1]} in
    __sanitizer* | __asan* | __msan* | __ubsan* | *interceptor_* | fuzzer::* | LLVMFuzzerRunDriver | ExecuteFiles*) ;;
    abort | raise | gsignal | pthread_kill* | __pthread* | __libc* | main | _start | malloc | calloc | realloc | free) ;;
    *)
      if ((frames < 3)); then token+=${token:+--}${BASH_REMATCH[1]}; fi
      frames=$((frames + 1))
      ;;
  esac
}

keep_finding() {
  local file=$1 id
  # libFuzzer writes these inputs before it says what they are of.
  case $file in
    */incoming-timeout-*) token=timeout ;;
    */incoming-oom-*) token=out-of-memory ;;
  esac
  token=${token:-unknown}
  stack=${stack:-$token, see target/campaign-$target.log$'\n'}
  times_seen[$token]=$((${times_seen[$token]:-0} + 1))
  if [[ -n ${file_of[$token]:-} ]]; then
    rm -f "$file"
  else
    id=$(sha1sum <<<"$token" | cut -c 1-12)
    file_of[$token]=$crashes/$id
    mv -f "$file" "$crashes/$id"
    printf '%s' "$stack" >"$crashes/$id.txt"
    note "crash: $(head -n 1 <<<"$stack")"
    note "       kept as ${crashes#"$PWD"/}/$id"
  fi
  stack='' told='' token=''
}

# The input gets smaller as long as it fails in the same way.
minimise_finding() {
  local file=$1
  if [[ $engine == afl ]]; then return; fi
  note "minimising ${file##*/} …"
  # The time is for each of its steps, so all of them have a limit, too.
  timeout $minimise_seconds "${command[@]}" -minimize_crash=1 -max_total_time=5 \
    -exact_artifact_path="$file.small" "$file" >"$file.log" 2>&1 </dev/null || true
  if [[ -s $file.small ]]; then mv "$file.small" "$file"; fi
  rm -f "$file.log" "$file.small" "$crashes"/Crash_*.java
}
