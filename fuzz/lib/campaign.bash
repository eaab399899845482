# shellcheck shell=bash
# A campaign: runs the engine until the time is over, again if a crash ended it, and says how it goes.

# The register of keys that have sealed only grows, so a JVM does not live for a whole night.
life_seconds=600
runs=0 earlier_runs=0 speed=0 coverage=0 corpus_files=0 corpus_bytes=0 interrupted='' shown=0 begun=''
engine_pid='' engine_status=0 starting=0

# Above the status line, if there is one.
note() {
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  printf '%s\n' "$1" >&2
}

show_status() {
  local now=$SECONDS line
  # A terminal sees it every second, a log every ten.
  if [[ -t 2 ]]; then ((now > shown)) || return 0; else ((now >= shown + 10)) || return 0; fi
  shown=$now
  if [[ -z $begun ]]; then
    line="$target  starting …"
  else
    line=$(printf '%s  %d of %d s  %d runs, %d/s  coverage %d  corpus %d (%s bytes)  crashes %d' \
      "$target" $((now - started)) "$seconds" $((earlier_runs + runs)) "$speed" "$coverage" \
      "$corpus_files" "$corpus_bytes" ${#file_of[@]})
  fi
  if [[ -t 2 ]]; then printf '\r\033[K%s' "$line" >&2; else printf '%s\n' "$line" >&2; fi
}

# Lines of libFuzzer, such as "#8192 NEW cov: 131 ft: 228 corp: 26/237b lim: 43 exec/s: 4096 rss: …".
read_status() {
  [[ $1 =~ ^#([0-9]+)[[:space:]].*cov:\ ([0-9]+)\ .*corp:\ ([0-9]+)/([0-9]+[KMG]?)b ]] || return 1
  runs=${BASH_REMATCH[1]} coverage=${BASH_REMATCH[2]}
  corpus_files=${BASH_REMATCH[3]} corpus_bytes=${BASH_REMATCH[4]}
  # What a JVM takes to start is not part of the campaign.
  if [[ -z $begun ]]; then begun=yes starting=$((SECONDS - started)) started=$SECONDS; fi
  if [[ $1 =~ exec/s:\ ([0-9]+) ]]; then speed=${BASH_REMATCH[1]}; fi
}

# One life of the engine.
run_engine() {
  local left=$((started + seconds - SECONDS)) line status=0 ignore=() log=$here/target/campaign-$target.log
  stack='' told='' token=''
  if ((left > life_seconds)); then left=$life_seconds; fi
  if [[ $target != native-* && ${#file_of[@]} -gt 0 ]]; then
    ignore=("--ignore=$(IFS=,; echo "${!file_of[*]}")")
  fi
  exec 3< <(
    exec "${command[@]}" "${keep_going[@]}" "${ignore[@]}" -max_total_time="$left" -timeout="$timeout_seconds" \
      -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$crashes/incoming-" \
      "$corpus_out" "$corpus" 2>&1 </dev/null
  )
  engine_pid=$!
  while true; do
    status=0
    IFS= read -r -t 1 line <&3 || status=$?
    if ((status > 128)); then
      show_status
      continue
    fi
    ((status == 0)) || break
    printf '%s\n' "$line" >>"$log"
    read_status "$line" || watch_for_finding "$line"
    show_status
  done
  exec 3<&-
  engine_status=0
  wait "$engine_pid" 2>/dev/null || engine_status=$?
}

end_engine() {
  [[ -z $engine_pid ]] || kill "$engine_pid" 2>/dev/null || true
}

run_campaign() {
  local started=$SECONDS crashes_before
  corpus_out=${corpus_out:-$found}
  mkdir -p "$corpus_out"
  : >"$here/target/campaign-$target.log"
  trap end_engine EXIT
  trap 'interrupted=yes; end_engine' INT TERM
  if [[ $engine == afl ]]; then
    run_afl
  else
    # What would be over before it has started is not started.
    while [[ -z $interrupted ]] && ((SECONDS + starting < started + seconds)); do
      crashes_before=${#times_seen[@]} runs=0
      run_engine
      earlier_runs=$((earlier_runs + runs))
      if [[ -z $interrupted ]] && ((runs == 0 && crashes_before == ${#times_seen[@]})); then
        # It fails on its corpus, and would do so again.
        if ((${#file_of[@]} > 0)); then break; fi
        tail -n 20 "$here/target/campaign-$target.log" >&2
        die "the engine ended with $engine_status; its output is above."
      fi
    done
  fi
  trap - EXIT INT TERM
  local elapsed=$((SECONDS - started)) file
  for file in "${file_of[@]}"; do minimise_finding "$file"; done
  summarise "$elapsed"
  ((${#file_of[@]} == 0))
}

summarise() {
  local token file separator=''
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  if [[ -n $json ]]; then
    printf '{"target":"%s","seconds":%d,"runs":%d,"coverage":%d,"corpusFiles":%d,"crashes":[' \
      "$target" "$1" "$earlier_runs" "$coverage" "$corpus_files"
    for token in "${!file_of[@]}"; do
      printf '%s{"token":"%s","times":%d,"file":"%s"}' "$separator" "${token//[\"\\]/_}" \
        "${times_seen[$token]}" "${file_of[$token]}"
      separator=,
    done
    printf ']}\n'
    return
  fi
  printf '%s: %d s, %d runs, coverage %d, corpus %d, %d crash(es)\n' \
    "$target" "$1" "$earlier_runs" "$coverage" "$corpus_files" ${#file_of[@]}
  for token in "${!file_of[@]}"; do
    file=${file_of[$token]}
    printf '\n%s, %d time(s), %d bytes:\n' "$token" "${times_seen[$token]}" "$(stat -c %s "$file")"
    head -n 8 "$file.txt"
    printf 'Again: fuzz/run --replay %s %s\n' "$target" "${file#"$PWD"/}"
  done
}
