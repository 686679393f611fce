#!/bin/sh
# Runs in the entrypoint of the Nginx image, once the configuration is written: on a machine whose kernel has no IPv6, Nginx would
# not start with sockets for it.
configuration=${1:-/tmp/nginx.conf}
interfaces=${2:-/proc/net/if_inet6}

[ -f "$interfaces" ] && exit 0
kept=$(grep -v 'listen \[::' "$configuration") && printf '%s\n' "$kept" >"$configuration"
