# The common part of the steps of deploy/service; sourced by them.
set -uo pipefail
number=$1
exec >"/mnt/out/log.$number" 2>&1
export HOME=/root
state=/var/lib/parallax-agent
data=/var/lib/parallax

# step NAME COMMAND...: the command must succeed.
step() {
  local name=$1 from=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    echo "ok     $name ($((SECONDS - from)) s)" >>/mnt/out/steps
  else
    echo "FAILED $name ($((SECONDS - from)) s)" >>/mnt/out/steps
  fi
}

# within SECONDS COMMAND...: the command must succeed within that time.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.5
  done
}

operator() { runuser -u parallax -- parallax "$@" --data "$data"; }
is_connected() { operator vantages | grep -q 'service-1.*ready'; }

# The listener of the coordinator is the target: a TLS server with a certificate that no public authority signed.
sweep() {
  operator sweep https://127.0.0.1:7443 --trials 1 --deadline 20s -o json=/run/sweep.json -q
  local exit=$?
  [[ $exit == 0 || $exit == 1 || $exit == 4 ]] && grep -q '"service-1"' /run/sweep.json && grep -q cert_ /run/sweep.json
}

# ended: the last act of a boot.
ended() {
  journalctl --no-pager -n 60 -u parallax -u parallax-agent
  systemctl --no-pager status parallax parallax-agent
  touch "/mnt/out/ended.$number"
  sync
}
