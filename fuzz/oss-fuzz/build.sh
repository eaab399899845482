#!/usr/bin/env bash
# Builds the fuzz targets as OSS-Fuzz wants them, in its environment: $SRC, $OUT, $WORK, $CC, $CFLAGS, $CXX,
# $CXXFLAGS, $LIB_FUZZING_ENGINE, $FUZZING_LANGUAGE; Jazzer's targets with the JDK in $ECALL_JDK.
set -euo pipefail

root=${ECALL_ROOT:-$SRC/ecall}
fuzz=$root/fuzz

# What a target begins with, and the words it knows.
add_corpus_and_dictionary() {
  local target=$1
  if [[ -d $fuzz/corpus/$target ]]; then
    (cd "$fuzz/corpus/$target" && zip -q -r - .) >"$OUT/${target}_seed_corpus.zip"
  fi
  if [[ -f $fuzz/dictionaries/$target.dict ]]; then
    cp "$fuzz/dictionaries/$target.dict" "$OUT/$target.dict"
  fi
}

# Linked as C++, which some engines are written in.
native_targets() {
  local program
  cmake -S "$fuzz/native" -B "$WORK/native" -DCMAKE_BUILD_TYPE=None -DECALL_FUZZ_CXX=ON \
    -DECALL_FUZZ_ENGINE="$LIB_FUZZING_ENGINE"
  cmake --build "$WORK/native" --parallel
  for program in "$WORK"/native/native-*; do
    [[ -f $program && -x $program ]] || continue
    cp "$program" "$OUT/"
    add_corpus_and_dictionary "$(basename "$program")"
  done
}

# frame-header for FrameHeaderTarget.java
target_name() {
  basename "$1" Target.java | sed -E 's/([a-z0-9])([A-Z])/\1-\2/g' | tr '[:upper:]' '[:lower:]'
}

java_targets() {
  local source target
  (cd "$root" && JAVA_HOME=$ECALL_JDK mvn -q -pl fuzz -am package -DskipTests)
  mkdir -p "$OUT/lib" "$OUT/classes"
  cp -rL "$ECALL_JDK" "$OUT/jdk"
  cp "$fuzz"/target/lib/*.jar "$OUT/lib/"
  # The driver of the environment brings its own.
  rm -f "$OUT"/lib/jazzer*.jar
  cp -r "$fuzz/target/classes/." "$OUT/classes/"
  for source in "$fuzz"/src/main/java/org/ecall/fuzz/*Target.java; do
    target=$(target_name "$source")
    java_wrapper "$(basename "$source" .java)" >"$OUT/$target"
    chmod +x "$OUT/$target"
    add_corpus_and_dictionary "$target"
  done
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
  --target_class=org.ecall.fuzz.$1 --instrumentation_includes='org.ecall.**' \\
  --jvm_args=-Xmx1024m:--enable-native-access=ALL-UNNAMED:--add-modules=jdk.incubator.vector "\$@"
END
}

native_targets
if [[ ${FUZZING_LANGUAGE:-} == jvm ]]; then java_targets; fi
