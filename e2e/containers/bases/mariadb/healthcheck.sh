#!/bin/bash
# --connect: a client gets in over TCP, which the server that fills a new data folder does not offer.
# --innodb_initialized: the storage engine is there.
cnf=/var/lib/mysql/.my-healthcheck.cnf
[ "$(id -u)" != 0 ] || exec gosu mysql "$0" "$@"
[ "$(mariadb --defaults-file=$cnf -h127.0.0.1 --protocol=tcp -sN \
  -e "SELECT 1 FROM information_schema.ENGINES WHERE engine = 'innodb' AND support IN ('YES', 'DEFAULT')")" = 1 ]
