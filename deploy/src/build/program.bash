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

# Class caches make a program's start faster: with or without.
class_caches=with

# The nested modules of a program: its own first, then those it depends on.
modules=()

is_built() {
  [[ $class_caches == without || -f $target/parallax-agent/lib/classes.aot ]] || return 1
  local module stamp stamps=("$target/assembled") sources=("$root"/{proto,agent,coordinator}/{src/main,pom.xml}
    "$root/pom.xml" "$root/deploy/pom.xml" "$root/deploy/modules/distribution"/{pom.xml,src/build,src/dist})
  for module in "${modules[@]}"; do
    stamps+=("$root/deploy/modules/$module/target/packaged")
    sources+=("$root/deploy/modules/$module"/{src/main,pom.xml})
  done
  for stamp in "${stamps[@]}"; do
    [[ -f $stamp && -z $(find "${sources[@]}" -type f -newer "$stamp" -print -quit) ]] || return 1
  done
}

build_if_needed() {
  if ! is_built; then
    build
  fi
}

# Maven's steps of a build without tests: of the distributions, and of each nested module.
build_steps() {
  echo $((39 + 8 * ${#modules[@]}))
}

# Builds without tests and without the format check, and shows on standard error how far it is.
build() {
  local log=$target/build.log exit=0 pid
  mkdir -p "$target"
  echo "$name: building (mvn package, log in ${log#"$root"/}); the first build downloads libraries" >&2
  local wanted=deploy/modules/distribution module
  for module in "${modules[@]}"; do
    wanted+=,deploy/modules/$module
  done
  (cd "$root" &&
    exec mvn -B -Dmaven.test.skip -Dformat.skip -Dclass.caches="$class_caches" -pl "$wanted" -am package) \
    >"$log" 2>&1 </dev/null &
  pid=$!
  show_build "$log" "$pid"
  wait "$pid" || exit=$?
  if ((exit)); then
    grep -E '^\[(ERROR|WARNING)\]' "$log" | head -40 >&2
    echo "$name: the build failed with exit code $exit, log in $log" >&2
    exit 70
  fi
  echo "$name: built in $SECONDS s" >&2
}

# show_build LOG PID: one line that is rewritten on a terminal, otherwise a line for each new activity.
show_build() {
  local log=$1 pid=$2 now before=
  while kill -0 "$pid" 2>/dev/null; do
    now=$(activity "$log")
    if [[ -t 2 ]]; then
      printf '\r\e[K%s: %3d s  %s' "$name" "$SECONDS" "$now" >&2
    elif [[ ${now##*  } != "$before" ]]; then
      printf '%s: %3d s  %s\n' "$name" "$SECONDS" "$now" >&2
    fi
    before=${now##*  }
    sleep 0.5
  done
  if [[ -t 2 ]]; then
    printf '\r\e[K' >&2
  fi
}

# A bar, the number of Maven's steps, and what Maven does now.
activity() {
  awk -v total="$(build_steps)" '
    /^\[INFO\] --- / {
      steps++
      goal = $3
      sub(/^.*:/, "", goal)
      module = $(NF - 1)
      sub(/^parallax-/, "", module)
      if (/distributions/) doing = "distributions: runtimes and libraries"
      else if (/:compile /) doing = "compiling " module
      else if (/protobuf/) doing = "generating code of the contract"
    }
    /^Download(ed|ing) from/ { loaded += /^Downloaded/; loading = NR }
    END {
      if (steps > total) total = steps
      filled = int(20 * steps / total)
      bar = substr("####################", 1, filled) substr("....................", 1, 20 - filled)
      if (loading == NR && NR) doing = "downloading libraries and plugins"
      if (doing == "") doing = "starting Maven"
      note = loaded ? ", " loaded " downloads" : ""
      printf "[%s] step %d of %d%s  %s", bar, steps, total, note, doing
    }' "$1"
}

# start JVM-OPTION... CLASS ARGUMENT...
start() {
  local module jars=()
  for module in "${modules[@]}"; do
    jars+=("$root/deploy/modules/$module/target/parallax-$module"-*.jar)
  done
  exec "$target/parallax/runtime/bin/java" \
    "-Dlogback.configurationFile=$root/deploy/modules/harness/src/main/resources/logback-demo.xml" \
    "-Djava.library.path=$target/parallax-agent/native" \
    -cp "$(IFS=: && echo "${jars[*]}"):$target/parallax/lib/*:$target/parallax-agent/lib/*" "$@"
}

# For short-lived programs.
quick_start() {
  start "@$target/parallax/conf/jvm.options" -XX:TieredStopAtLevel=1 "$@"
}
