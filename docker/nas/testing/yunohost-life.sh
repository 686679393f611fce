#!/bin/bash
# Takes the YunoHost package in /root/foxden_ynh through its life, as YunoHost's core does: install, upgrade, backup, remove,
# restore. $1 is the port. Ends with another code than 0 when a step fails or an account is gone.
set -eu
export app=foxden domain=sync.example.org port=$1 install_dir=/var/www/foxden data_dir=/home/yunohost.app/foxden
export nodejs_dir=/opt/node/bin path_with_nodejs=/opt/node/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH=$path_with_nodejs
touch /root/calls /root/services

# What the manifest's resources provide before a script runs.
provide() {
  id "$app" >/dev/null 2>&1 || useradd --system --home-dir "$install_dir" --shell /usr/sbin/nologin "$app"
  mkdir -p "$install_dir" "$data_dir"
  chmod o+x /home/yunohost.app
}
# Scripts of the package run in their folder, and any error ends them; those of a backup run from elsewhere.
step() {
  echo "##### $1"
  (cd /root/foxden_ynh/scripts && bash -euE "./$1")
}
archived() {
  echo "##### $1"
  mkdir -p /root/archive/here && rm -rf /root/archive/settings && cp -r /root/foxden_ynh /root/archive/settings
  (cd /root/archive/here && bash -euE "../settings/scripts/$1")
}
foxden() {
  runuser -u "$app" -- env -i PATH="$PATH" FOXDEN_ENV_FILE="$install_dir/foxden.env" \
    "$install_dir/docker/systemd/foxden-command" "$@"
}
answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /__heartbeat__ HTTP/1.0\r\nHost: %s\r\n\r\n' "$domain" >&3 && grep -q '"Ok"' <&3) 2>/dev/null
}

provide
step install
answers
echo 'correct horse battery' | foxden user add fox@example.org --password-stdin
step upgrade
answers
foxden user list | grep fox@example.org
archived backup
ls "$data_dir"/backups/*.foxden
step remove
if answers; then echo "It still answers after remove."; exit 1; fi
[ ! -e "/etc/systemd/system/$app.service" ] && [ ! -e "/etc/nginx/conf.d/$domain.d/$app.conf" ]
rm -rf "$install_dir" "$data_dir"
provide
archived restore
answers
foxden user list | grep fox@example.org
grep -qx foxden /root/services
[ "$(stat -c %U:%a "$install_dir/foxden.env")" = root:640 ]
[ "$(stat -c %U "$data_dir/foxden.sqlite")" = foxden ]
# shellcheck disable=SC1091
source /usr/share/yunohost/helpers && stop_unit "$app"
echo "The package has lived."
