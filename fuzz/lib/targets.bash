# shellcheck shell=bash
# Which targets there are: a file each.

list_targets() {
  local file name
  for file in "$here"/src/main/java/org/ecall/fuzz/*Target.java; do
    name=$(basename -- "$file" Target.java)
    # FrameHeader is frame-header.
    sed -E 's/([a-z0-9])([A-Z])/\1-\2/g' <<<"$name" | tr '[:upper:]' '[:lower:]'
  done
  for file in "$here"/native/*.c; do
    if grep -qs '\bLLVMFuzzerTestOneInput\b' "$file"; then echo "native-$(basename -- "$file" .c)"; fi
  done
}

is_target() {
  list_targets | grep -xF -- "$1" >/dev/null
}

# class_of frame-header: FrameHeaderTarget
class_of() {
  local word name=''
  for word in ${1//-/ }; do name+=${word^}; done
  echo "org.ecall.fuzz.${name}Target"
}
