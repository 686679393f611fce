#!/bin/bash
# The part of the official image's behaviour that compose.yaml uses: root gives the data to mysql and steps down to it; an
# empty data folder gets the database, its user, a root password and a user for healthcheck.sh.
set -eo pipefail
data=/var/lib/mysql

value_of() { # NAME or the content of the file NAME_FILE
  local file="${1}_FILE"
  if [ -n "${!file}" ]; then cat "${!file}"; else printf '%s' "${!1}"; fi
}

[ "${1:0:1}" != - ] || set -- mariadbd "$@"

if [ "$1" = mariadbd ] && [ "$(id -u)" = 0 ]; then
  find "$data" /run/mysqld \! -user mysql -exec chown mysql: '{}' +
  exec gosu mysql "$0" "$@"
fi

if [ "$1" = mariadbd ] && [ ! -d "$data/mysql" ]; then
  password=$(value_of MARIADB_PASSWORD)
  root_password=$(value_of MARIADB_ROOT_PASSWORD)
  health_password=$(head -c 24 /dev/urandom | base64)
  mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal --skip-test-db >/dev/null
  # Alone, also where it will be a node of a cluster.
  "$@" --skip-networking --socket=/run/mysqld/init.sock --wsrep-on=OFF &
  server=$!
  until mariadb-admin --socket=/run/mysqld/init.sock ping >/dev/null 2>&1; do sleep 0.2; done
  mariadb --socket=/run/mysqld/init.sock -uroot <<SQL
CREATE DATABASE \`$MARIADB_DATABASE\`;
CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$password';
GRANT ALL ON \`$MARIADB_DATABASE\`.* TO '$MARIADB_USER'@'%';
CREATE USER healthcheck@'127.0.0.1' IDENTIFIED BY '$health_password';
CREATE USER healthcheck@localhost IDENTIFIED BY '$health_password';
ALTER USER root@localhost IDENTIFIED BY '$root_password';
DELETE FROM mysql.global_priv WHERE user = 'root' AND host <> 'localhost';
FLUSH PRIVILEGES;
SQL
  (umask 077 && printf '[client]\nuser=healthcheck\npassword=%s\n' "$health_password" >"$data/.my-healthcheck.cnf")
  kill "$server"
  wait "$server"
fi
exec "$@"
