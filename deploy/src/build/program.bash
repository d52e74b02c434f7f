# The common part of the programs of deploy/; sourced by them.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
target=$root/deploy/target
name=$(basename "$0")
PATH=$PATH:/usr/sbin:/sbin

# The first comment of a script is its help.
help_if_asked() {
  local word
  for word in "$@"; do
    if [[ $word == -h || $word == --help ]]; then
      awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"
      exit 0
    fi
  done
}

is_built() {
  [[ -f $target/assembled ]] || return 1
  local newer
  newer=$(find "$root"/{proto,agent,coordinator,deploy}/src/main "$root"/deploy/src/{build,dist} \
    "$root"/pom.xml "$root"/{proto,agent,coordinator,deploy}/pom.xml \
    -type f -newer "$target/assembled" -print -quit)
  [[ -z $newer ]]
}

build_if_needed() {
  if ! is_built; then
    echo "$name: building (mvn package), the first time takes a few minutes" >&2
    (cd "$root" && mvn -q -B -DskipTests package >&2)
  fi
}

# start JVM-OPTION... CLASS ARGUMENT...
start() {
  local jars=("$target"/parallax-deploy-*.jar)
  exec "$target/parallax/runtime/bin/java" -Dlogback.configurationFile=logback-demo.xml \
    "-Djava.library.path=$target/parallax-agent/native" \
    -cp "${jars[0]}:$target/parallax/lib/*:$target/parallax-agent/lib/*" "$@"
}

# For short-lived programs.
quick_start() {
  start "@$target/parallax/conf/jvm.options" -XX:TieredStopAtLevel=1 "$@"
}
