#!/bin/sh
# Runs in the entrypoint of the Nginx image, before Nginx: waits for the first certificate, and leaves a watcher behind that
# lets Nginx load each new one. A reload ends no connection: the old processes finish what they have begun.
file=${1:-/tls/server.pem}
configuration=${2:-/tmp/nginx.conf}
interval=${3:-5}

said=
until [ -s "$file" ]; do
  [ "$said" ] || echo "watch-certificate: waiting for Foxden's first certificate"
  said=yes
  sleep 1
done

watch() {
  loaded=$(stat -c %i.%Y "$file")
  while sleep "$interval"; do
    now=$(stat -c %i.%Y "$file" 2>/dev/null) || continue
    [ "$now" != "$loaded" ] || continue
    nginx -e stderr -q -t -c "$configuration" || continue
    nginx -e stderr -s reload -c "$configuration" || continue
    loaded=$now
    echo "watch-certificate: loaded the new certificate"
  done
}

watch &
