#!/bin/sh
# Runs what lies in /docker-entrypoint.d in the order of its names, then the command.
set -e
if [ "$1" = nginx ]; then
  for step in $(find /docker-entrypoint.d -follow -type f | sort -V); do
    case $step in
      *.envsh) . "$step" ;;
      *.sh) if [ -x "$step" ]; then "$step"; else echo "$0: $step is not executable"; fi ;;
    esac
  done
fi
exec "$@"
