# shellcheck shell=bash
# The copy that bugs are planted in. Nothing of it comes near the tree that releases are built from.

copy_tree() {
  mkdir "$tree"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do if [[ -e $file ]]; then printf '%s\0' "$file"; fi; done |
    tar --null -T - -c) | tar -x -C "$tree"
  # shellcheck source=/dev/null
  source "$root/.mvn/jdk25.sh"
  jdk=$(find_jdk25) || die "$NO_JDK25"
  java_version=${jdk#*$'\n'}
  jdk=${jdk%$'\n'*}
}

# The files of a module's sources that a patch changes, by module.
changed_modules() { sed -n 's|^+++ b/\([^/]*\)/.*|\1|p' "$1" | sort -u; }
changed_sources() { sed -n "s|^+++ b/\($2/.*\.java\)$|\1|p" "$1"; }

# plant NAME: applies the patch, and brings the libraries of a campaign up to date with it. Only what was changed
# is compiled, which is right as long as no patch changes a signature or a constant. Kernels are built by the
# campaign. False if that is not possible; build.log then says why.
plant() {
  local patch=${patch_of[$1]} module
  (cd "$tree" && git apply "$patch") >"$work/build.log" 2>&1 || return 1
  for module in $(changed_modules "$patch"); do
    if [[ $module != native-src ]]; then rebuild "$patch" "$module" >"$work/build.log" 2>&1 || return 1; fi
  done
  # Later than all sources: what runs campaigns builds nothing then.
  touch "$tree/fuzz/target/run.stamp"
}

rebuild() {
  local jar classes=$work/classes sources
  for jar in "$tree/fuzz/target/lib/$2"-[0-9]*.jar; do [[ -e $jar ]] || return 1; done
  mapfile -t sources < <(changed_sources "$1" "$2")
  rm -rf "$classes"
  mkdir "$classes"
  (cd "$tree" && "$jdk/bin/javac" -proc:none -nowarn -implicit:none --add-modules jdk.incubator.vector \
    -cp "$tree/fuzz/target/lib/*:$(annotations)" -d "$classes" "${sources[@]}") || return 1
  mkdir -p "$work/genuine"
  cp -n "$jar" "$work/genuine/"
  "$jdk/bin/jar" --update --file "$jar" -C "$classes" .
}

# Annotations of null-ness, which no library brings at run time.
annotations() {
  find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}/org/jspecify" -name 'jspecify-*.jar' 2>/dev/null | tail -n 1
}

uproot() {
  (cd "$tree" && git apply -R "${patch_of[$1]}") >/dev/null 2>&1 || true
  if [[ -d $work/genuine ]]; then
    cp "$work"/genuine/*.jar "$tree/fuzz/target/lib/"
    rm -rf "$work/genuine"
  fi
  if [[ -e $tree/fuzz/target/run.stamp ]]; then touch "$tree/fuzz/target/run.stamp"; fi
}
