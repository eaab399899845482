# Sourced by ./ecall and .ci/run. find_jdk25 prints the home of a JDK 25 and its version, or fails.
# Only files are read: starting each candidate's java would cost more than the command itself.
find_jdk25() {
  local home line version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* ~/.sdkman/candidates/java/* ~/.jdks/*; do
    [[ -x $home/bin/javac && -r $home/release ]] || continue
    while IFS= read -r line; do
      case $line in
        'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*)
          version=${line#*\"}
          printf '%s\n%s\n' "$home" "${version%\"}"
          return 0
          ;;
      esac
    done <"$home/release"
  done
  return 1
}

readonly NO_JDK25='no JDK 25 found. Looked at JAVA_HOME, /usr/lib/jvm/*, /opt/*jdk*, ~/.sdkman/candidates/java/* and ~/.jdks/*; install one, or set JAVA_HOME to it.'
