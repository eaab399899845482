# shellcheck shell=bash
# A campaign of AFL++, which keeps its own books: they are read for the status line and for crashes.

run_afl() {
  local work=$here/target/afl/$target dictionary=()
  command -v afl-fuzz >/dev/null || die 'no afl-fuzz on the PATH; fuzz/setup installs it.'
  rm -rf "$work"
  mkdir -p "$work/in"
  find "$corpus" "$found" -type f -exec cp {} "$work/in" \;
  # It does not begin with nothing.
  [[ -n $(ls -A "$work/in") ]] || printf '\0' >"$work/in/empty"
  if [[ -e $here/dictionaries/$target.dict ]]; then dictionary=(-x "$here/dictionaries/$target.dict"); fi
  # Bound to a core of its own, it would refuse to start where others have bound themselves to all.
  AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 \
    ASAN_OPTIONS=abort_on_error=1:symbolize=0:${ASAN_OPTIONS:-} \
    MSAN_OPTIONS=abort_on_error=1:symbolize=0:exit_code=86:${MSAN_OPTIONS:-} \
    afl-fuzz -i "$work/in" -o "$work/out" -V "$seconds" -m none -t 20000 "${dictionary[@]}" -- "${command[0]}" \
    >"$here/target/campaign-$target.log" 2>&1 </dev/null &
  engine_pid=$!
  while kill -0 "$engine_pid" 2>/dev/null; do
    sleep 1 || true
    read_afl_status "$work/out/default/fuzzer_stats"
    show_status
  done
  wait "$engine_pid" || engine_status=$?
  earlier_runs=$runs runs=0
  if [[ -z $interrupted && $engine_status -ne 0 ]]; then
    tail -n 20 "$here/target/campaign-$target.log" >&2
    die "afl-fuzz ended with $engine_status; its output is above."
  fi
  take_from_afl "$work/out/default"
}

# It writes them once a minute. What it calls a speed is inf, or far too much, the first time.
read_afl_status() {
  local name value run_time=0
  [[ -r $1 ]] || return 0
  begun=yes
  while IFS=' :' read -r name value; do
    case $name in
      execs_done) runs=$value ;;
      run_time) run_time=$value ;;
      edges_found) coverage=$value ;;
      corpus_count) corpus_files=$value ;;
    esac
  done <"$1"
  if ((run_time > 0)); then speed=$((runs / run_time)); fi
}

# What it has found is replayed, so that crashes are told apart as everywhere.
take_from_afl() {
  local file line
  for file in "$1"/crashes/id:* "$1"/hangs/id:*; do
    [[ -e $file ]] || continue
    cp "$file" "$crashes/incoming"
    while IFS= read -r line; do watch_for_finding "$line"; done < <(
      ASAN_OPTIONS=handle_abort=1:${ASAN_OPTIONS:-} MSAN_OPTIONS=handle_abort=1:${MSAN_OPTIONS:-} \
        timeout 60 "${command[0]}" "$file" 2>&1 </dev/null || echo "Test unit written to $crashes/incoming"
    )
    rm -f "$crashes/incoming"
  done
  for file in "$1"/queue/id:*; do
    [[ -e $file ]] || continue
    cp "$file" "$corpus_out/$(sha1sum "$file" | cut -c 1-40)"
  done
}
