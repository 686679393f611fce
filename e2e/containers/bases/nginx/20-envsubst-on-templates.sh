#!/bin/sh
set -e
templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
names=$(env | cut -d= -f1 | sed 's/.*/${&}/' | tr '\n' ' ')
[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
  echo "$0: $output is not writable"
  exit 0
fi
for template in "$templates"/*.template; do
  envsubst "$names" <"$template" >"$output/$(basename "$template" .template)"
done
