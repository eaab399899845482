# shellcheck shell=bash
# What runs a target: Jazzer or a program that fuzz/native/build makes. prepare_engine fills `command`, which takes
# libFuzzer's options, inputs and folders.

source "$root/.mvn/jdk25.sh"

prepare_engine() {
  mkdir -p "$corpus" "$found" "$crashes"
  case $target in
    native-*) prepare_native ;;
    *) prepare_jazzer ;;
  esac
  if [[ -e $here/dictionaries/$target.dict ]]; then command+=("-dict=$here/dictionaries/$target.dict"); fi
}

prepare_jazzer() {
  local jdk
  jdk=$(find_jdk25) || die "$NO_JDK25"
  jdk=${jdk%$'\n'*}
  build_java "$jdk"
  # A heap this small turns an input that makes a parser allocate into a finding.
  command=("$jdk/bin/java" -Xmx768m -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow
    -XX:+EnableDynamicAgentLoading --sun-misc-unsafe-memory-access=allow
    --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector
    -cp "$here/target/classes:$here/target/lib/*"
    com.code_intelligence.jazzer.Jazzer "--target_class=$(class_of "$target")"
    '--instrumentation_includes=org.ecall.**' "--reproducer_path=$crashes")
  # A second finding of the same kind is passed over in the process, which is dear to start.
  keep_going=(--keep_going=0)
  # The first run has all classes to load and to instrument.
  timeout_seconds=120
}

stale_java() {
  local stamp=$here/target/run.stamp
  [[ ! -e $stamp || ! -d $here/target/lib ]] ||
    [[ -n $(find "$root"/{pom.xml,.mvn/BuildNative.java,native-src} \
      "$root"/{engine-api,engine-java,engine-native,cli,fuzz}/{pom.xml,src/main} \
      -newer "$stamp" -print -quit) ]]
}

# say_building RESULT: nothing is to be seen for long where there is none yet.
say_building() {
  if [[ -e $1 ]]; then echo 'run: building …' >&2; else echo 'run: building, which takes minutes the first time …' >&2; fi
}

build_java() (
  # Whoever waited for the lock finds the work done.
  if command -v flock >/dev/null; then exec 9<"$root/pom.xml" && flock 9; fi
  stale_java || return 0
  command -v mvn >/dev/null || die 'Maven (mvn) is needed to build, and is not on the PATH.'
  say_building "$here/target/lib"
  mkdir -p "$here/target"
  touch "$here/target/started.stamp"
  rm -rf "$here/target/lib"
  export JAVA_HOME=$1
  cd "$root"
  mvn -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl fuzz -am package -DskipTests \
    >"$here/target/build.log" 2>&1 </dev/null || {
    cat "$here/target/build.log" >&2
    die 'the build failed; its output is above.'
  }
  mv "$here/target/started.stamp" "$here/target/run.stamp"
)

prepare_native() {
  [[ -x $here/native/build ]] || die 'there is no fuzz/native/build.'
  say_building "$here/target/native/$engine-$sanitizer/$target"
  local program
  program=$("$here/native/build" --engine "$engine" --sanitizer "$sanitizer" \
    "$target" "$here/target/native") || die 'the build failed; see above.'
  command=("$program")
  keep_going=() timeout_seconds=20
  export UBSAN_OPTIONS=print_stacktrace=1:${UBSAN_OPTIONS:-}
}

replay() {
  local file status=0
  for file; do [[ -r $file ]] || die "cannot read $file" 2; done
  # Its exit codes are many, ours are three. Jazzer names each class that it instruments, before what counts.
  "${command[@]}" -artifact_prefix="$(mktemp -d)/" "$@" 2>&1 | sed '/^INFO: /d' >&2 || status=1
  if ((status == 0)); then echo "run: $target has nothing to say against $# input(s)."; fi
  return "$status"
}

# Merges into an empty folder, so that what adds nothing any more is left out.
minimise_corpus() {
  local before merged=$here/target/merged/$target
  before=$(find "$corpus" -type f | wc -l)
  rm -rf "$merged"
  mkdir -p "$merged"
  "${command[@]}" -merge=1 "$merged" "$corpus" "$found" >"$here/target/merge.log" 2>&1 || {
    tail -n 30 "$here/target/merge.log" >&2
    die 'an input fails; see above.'
  }
  rm -rf "$corpus"
  mv "$merged" "$corpus"
  echo "run: $target has $(find "$corpus" -type f | wc -l) inputs, $before before: $(du -sbh "$corpus" | cut -f 1)."
}
