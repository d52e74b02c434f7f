#!/bin/sh
# Installs, joins and starts the agent of one Parallax coordinator.
#
#   sh agent.sh [--dry-run] [--root DIR] [--name NAME] [--label KEY=VALUE] [--allow CIDR] [--opt-in ACT] [--resolver ADDRESS:PORT]
#      [--proxy http://HOST:PORT] [--proxy-credentials-file FILE]
#
# Reads the join token from standard input; it is in no process's arguments and in no log. --dry-run checks this host and prints
# the commands. --root DIR installs below DIR for this user, without a service. The further options are those of "parallax-agent
# join". A second run changes nothing. Exit codes: 0 done or nothing to do, 2 wrong option, 10 not root, 11 machine,
# 12 C library, 13 disk, 14 memory, 15 clock, 16 download, 17 checksum, 18 joined another coordinator, 19 package, 20 no token,
# 21 join refused, 22 service.
set -u

coordinator=@COORDINATOR@
version=@VERSION@
reference=@REFERENCE@
now=@NOW@

authority() {
  cat <<'PEM'
@AUTHORITY@
PEM
}

packages() {
  cat <<'SUMS'
@PACKAGES@
SUMS
}

say() { echo "parallax-agent: $*"; }

refuse() {
  code=$1
  shift
  say "$*" >&2
  exit "$code"
}

run() {
  if [ "$dry" ]; then say "would run: $*"; else "$@"; fi
}

# Sets arch.
check_host() {
  case $(uname -s).$(uname -m) in
    Linux.x86_64) arch=amd64 ;;
    Linux.aarch64) arch=arm64 ;;
    *) refuse 11 "expected Linux on x86_64 or aarch64, got: $(uname -s) on $(uname -m)" ;;
  esac
  libc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || refuse 12 "expected glibc 2.28 or newer, got another C library"
  number=${libc#glibc }
  minor=${number#*.}
  [ "${number%%.*}" -gt 2 ] || [ "${minor%%.*}" -ge 28 ] || refuse 12 "expected glibc 2.28 or newer, got: $libc"
  place=$(dirname "${root:-/usr/lib}")
  free=$(df -Pk "$place" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "${free:-0}" -ge 300 ] || refuse 13 "expected 300 MB free at $place, got: ${free:-0} MB"
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  [ "$memory" -ge 128 ] || refuse 14 "expected 128 MB of memory, got: $memory MB"
  off=$(($(date +%s) - now))
  [ "${off#-}" -lt 3600 ] || refuse 15 "the clock differs by $off s from the coordinator's, expected less than 3600 s"
}

# A host that has joined keeps its coordinator.
check_enrolment() {
  [ -f "$state/agent.properties" ] || return 0
  case $(tr -d '\n' <"$state/ca.pem") in
    *"$(authority | tr -d '\n')"*) ;;
    *) refuse 18 "this host has joined another coordinator; remove its agent first: $(removal)" ;;
  esac
  joined=yes
}

removal() {
  if [ "$root" ]; then
    echo "rm -r $root"
  elif dpkg -s parallax-agent >/dev/null 2>&1; then
    echo "dpkg -P parallax-agent"
  else
    echo "systemctl disable --now parallax-agent; rm -r $home $state /usr/bin/parallax-agent $unit; userdel parallax-agent"
  fi
}

installed_version() {
  [ ! -x "$home/bin/parallax-agent" ] || "$home/bin/parallax-agent" version | sed 's/^parallax-agent //'
}

fetch() {
  if command -v curl >/dev/null; then
    curl -fsS --http1.1 --retry 6 --cacert "$work/ca.pem" -o "$2" "https://$coordinator$1"
  else
    wget -nv --ca-certificate="$work/ca.pem" -O "$2" "https://$coordinator$1"
  fi
}

install_package() {
  kind=tar.gz
  [ "$root" ] || ! command -v dpkg >/dev/null || kind=deb
  line=$(packages | grep "_$arch\.$kind\$") || refuse 16 "the coordinator has no package for $arch as $kind; copy the package and install it by hand"
  file=${line##* }
  run fetch "/packages/$file" "$work/$file" || refuse 16 "https://$coordinator/packages/$file cannot be fetched"
  [ "$dry" ] || echo "${line%% *}  $work/$file" | sha256sum -c --status || refuse 17 "$file: expected SHA-256 ${line%% *}, got another sum"
  if [ $kind = deb ]; then
    run dpkg -i "$work/$file" || run apt-get -qq -y -f install || refuse 19 "$file cannot be installed"
  else
    unpack "$work/$file" || refuse 19 "$file cannot be unpacked"
  fi
}

unpack() {
  # The class cache contains the classes of the earlier release.
  run rm -f "$home/lib/classes.aot"
  run mkdir -p "$root/" && run tar -xzf "$1" -C "$root/" --no-same-owner || return 1
  if [ -z "$root" ]; then
    getent passwd parallax-agent >/dev/null || run useradd --system --no-create-home --home-dir "$state" parallax-agent || return 1
    run install -d -m 0700 -o parallax-agent -g parallax-agent "$state" || return 1
  fi
  run "$home/bin/make-class-cache" || say "no class cache, the agent starts more slowly"
}

as_agent() {
  if [ "$root" ]; then "$@"; else runuser -u parallax-agent -- "$@"; fi
}

# join OPTION...
join() {
  [ -z "$dry" ] || { say "would run: parallax-agent join $coordinator --token-file - --state $state $*" && return; }
  [ "$token" ] || refuse 20 "expected the join token on standard input, got nothing"
  printf '%s\n' "$token" | as_agent "$home/bin/parallax-agent" join "$coordinator" --token-file - --state "$state" "$@" >"$work/joined" ||
    refuse 21 "the coordinator $coordinator cannot be joined"
}

start() {
  if [ "$root" ]; then
    say "start it with: $home/bin/parallax-agent run --state $state"
  elif [ ! -d /run/systemd/system ]; then
    say "no systemd here; start it with: runuser -u parallax-agent -- $home/bin/parallax-agent run --state $state"
  elif ! systemctl -q is-active parallax-agent || ! systemctl -q is-enabled parallax-agent; then
    run systemctl daemon-reload
    run systemctl enable -q --now parallax-agent || refuse 22 "the service does not start: journalctl -u parallax-agent"
    check_reference
  fi
}

# The first measurement of this host; a failure is reported and does not undo the installation.
check_reference() {
  [ -z "$dry" ] && [ "$reference" ] || return 0
  if timeout 30 runuser -u parallax-agent -- "$home/bin/parallax-agent" probe "$reference" >"$work/probe" 2>&1; then
    say "reference site $reference: reached"
  else
    say "reference site $reference: not reached; \"parallax-agent probe $reference\" shows why"
  fi
}

summary() {
  as_agent "$home/bin/parallax-agent" doctor --state "$state" | grep -E '^(joined|label|policy) '
  say "coordinator's certificate: sha256 $(authority | sed /-/d | base64 -d | sha256sum | cut -c-64)"
  say "stop: systemctl stop parallax-agent; stop probing only: parallax-agent pause --state $state"
  say "upgrade: paste a new line of \"parallax token create\"; remove: $(removal)"
}

main() {
  dry='' root='' joined='' token='' named='' unit=/usr/lib/systemd/system/parallax-agent.service count=$#
  while [ "$count" -gt 0 ]; do
    word=$1 count=$((count - 1))
    shift
    case $word in
      --dry-run) dry=yes && continue ;;
      --root | --name | --label | --allow | --opt-in | --resolver | --proxy | --proxy-credentials-file) [ "$count" -gt 0 ] || refuse 2 "$word: expected a value" ;;
      *) refuse 2 "expected an option as listed at the start of $0, got: $word" ;;
    esac
    if [ "$word" = --root ]; then root=$1; else set -- "$@" "$word" "$1"; fi
    [ "$word" = --name ] && named=yes
    [ "$word" = --proxy ] && export https_proxy="$1"
    shift
    count=$((count - 1))
  done
  [ "$named" ] || set -- --name "$(uname -n | cut -d. -f1)" "$@"
  if [ "$(id -u)" != 0 ] && [ -z "$dry$root" ]; then
    command -v sudo >/dev/null || refuse 10 "expected root, got user $(id -un); this host has no sudo"
    exec sudo sh "$0" "$@"
  fi
  home=$root/usr/lib/parallax-agent state=$root/var/lib/parallax-agent
  check_host
  check_enrolment
  work=$(mktemp -d) || refuse 13 "no temporary folder can be created"
  trap 'rm -rf "$work"' EXIT
  authority >"$work/ca.pem"
  [ "$dry$joined" ] || [ -t 0 ] || token=$(head -c 1024)
  if [ "$version" ] && [ "$(installed_version)" = "$version" ]; then say "version $version is installed"; else install_package; fi
  [ "$joined" ] || join "$@"
  start
  [ "$dry" ] || summary
}

main "$@"
