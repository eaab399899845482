#!/usr/bin/env bash
# Builds the fuzz targets as OSS-Fuzz wants them, in its environment: $SRC, $OUT, $WORK, $CC, $CFLAGS, $CXX,
# $CXXFLAGS, $LIB_FUZZING_ENGINE, $FUZZING_LANGUAGE. A project has one language there: for `jvm` it builds Jazzer's
# targets, with the JDK in $ECALL_JDK, for any other the native ones.
# shellcheck source-path=SCRIPTDIR/..
set -euo pipefail

root=${ECALL_ROOT:-$SRC/ecall}
here=$root/fuzz
source "$here/lib/targets.bash"

# What a target begins with, and the words it knows.
add_corpus_and_dictionary() {
  local target=$1
  if [[ -d $here/corpus/$target ]]; then
    (cd "$here/corpus/$target" && zip -q -r - .) >"$OUT/${target}_seed_corpus.zip"
  fi
  if [[ -f $here/dictionaries/$target.dict ]]; then
    cp "$here/dictionaries/$target.dict" "$OUT/$target.dict"
  fi
}

# Linked as C++, which some engines are written in.
native_targets() {
  local program
  cmake -S "$here/native" -B "$WORK/native" -DCMAKE_BUILD_TYPE=None -DECALL_FUZZ_CXX=ON \
    -DECALL_FUZZ_ENGINE="$LIB_FUZZING_ENGINE"
  cmake --build "$WORK/native" --parallel
  for program in "$WORK"/native/native-*; do
    [[ -f $program && -x $program ]] || continue
    cp "$program" "$OUT/"
    add_corpus_and_dictionary "$(basename "$program")"
  done
}

java_targets() {
  local target
  # A library of kernels that asks for a sanitizer could not be loaded by a JVM, which has none.
  (cd "$root" && JAVA_HOME=$ECALL_JDK env -u CFLAGS -u CXXFLAGS mvn -q -pl fuzz -am package -DskipTests)
  mkdir -p "$OUT/lib" "$OUT/classes"
  cp -rL "$ECALL_JDK" "$OUT/jdk"
  cp "$here"/target/lib/*.jar "$OUT/lib/"
  # The driver of the environment brings its own.
  rm -f "$OUT"/lib/jazzer*.jar "$OUT/jdk/lib/src.zip"
  cp -r "$here/target/classes/." "$OUT/classes/"
  while read -r target; do
    java_wrapper "$(class_of "$target")" >"$OUT/$target"
    chmod +x "$OUT/$target"
    # The first run has all classes to load and to instrument.
    printf '[libfuzzer]\ntimeout = 120\n' >"$OUT/$target.options"
    add_corpus_and_dictionary "$target"
  done < <(list_targets | grep -v '^native-')
}

# OSS-Fuzz knows a fuzz target by the word LLVMFuzzerTestOneInput.
java_wrapper() {
  cat <<END
#!/bin/bash
# LLVMFuzzerTestOneInput for fuzzer detection.
here=\$(cd -- "\$(dirname -- "\$0")" && pwd)
export JAVA_HOME=\$here/jdk LD_LIBRARY_PATH=\$here/jdk/lib/server:\$here
exec "\$here/jazzer_driver" --agent_path="\$here/jazzer_agent_deploy.jar" \\
  --cp="\$here/classes:\$(printf '%s:' "\$here"/lib/*.jar)" \\
  --target_class=$1 --instrumentation_includes='org.ecall.**' \\
  --jvm_args=-Xmx1024m:--enable-native-access=ALL-UNNAMED:--add-modules=jdk.incubator.vector "\$@"
END
}

if [[ ${FUZZING_LANGUAGE:-} == jvm ]]; then java_targets; else native_targets; fi
