# Stands in for YunoHost's helpers 2.1 where there is no YunoHost, as far as the package uses them: what they do to files and
# processes is done, the rest is noted. Anything else that a script calls is an error.

ynh_script_progression() { echo "== $*"; }
ynh_print_info() { echo "-- $*"; }
ynh_hide_warnings() { "$@" 2>/dev/null; }
ynh_exec_as_app() { runuser -u "$app" -- env -i "$@"; }

# Value of --name=value among the arguments.
option() {
  local name=$1 argument
  shift
  for argument in "$@"; do
    case $argument in --"$name"=*) printf '%s' "${argument#*=}" ;; esac
  done
}

ynh_setup_source() {
  local target
  target=$(option dest_dir "$@")
  case " $* " in *" --full_replace "*) rm -rf "$target" ;; esac
  mkdir -p "$target"
  tar -xzf /root/source.tar.gz -C "$target" --strip-components=1
}

# Fills in __NAME__ by the variable of that name, in lower case; one that nobody has set is an error.
ynh_config_add() {
  local target name variable
  target=$(option destination "$@")
  mkdir -p "$(dirname "$target")"
  cp "../conf/$(option template "$@")" "$target"
  for name in $(grep -o '__[A-Z_]*[A-Z]__' "$target" | sort -u); do
    variable=$(echo "${name//__/}" | tr '[:upper:]' '[:lower:]')
    sed -i "s|$name|${!variable}|g" "$target"
  done
}
ynh_config_add_nginx() { ynh_config_add --template=nginx.conf --destination="/etc/nginx/conf.d/$domain.d/$app.conf"; }
ynh_config_add_systemd() { ynh_config_add --template=systemd.service --destination="/etc/systemd/system/$app.service"; }
ynh_config_remove_nginx() { rm "/etc/nginx/conf.d/$domain.d/$app.conf"; }
ynh_config_remove_systemd() { stop_unit "$app" && rm "/etc/systemd/system/$app.service"; }

ynh_backup() { mkdir -p "/root/saved$(dirname "$1")" && cp -a "$1" "/root/saved$1"; }
ynh_restore() { rm -rf "$1" && mkdir -p "$(dirname "$1")" && cp -a "/root/saved$1" "$1"; }

ynh_systemctl() {
  local service action words patience
  service=$(option service "$@") action=$(option action "$@") words=$(option wait_until "$@")
  echo "systemctl $action $service" >>/root/calls
  [ "$service" = nginx ] && return
  case $action in
    start) start_unit "$service" ;;
    stop) stop_unit "$service" ;;
  esac
  [ -z "$words" ] || [ "$(option log_path "$@")" = systemd ] || return 1
  patience=$(option timeout "$@")
  for _ in $(seq "${patience:-60}"); do
    if [ -z "$words" ] || grep -q "$words" "/root/$service.journal"; then return; fi
    sleep 1
  done
  cat "/root/$service.journal"
  return 1
}

# Runs a unit as systemd would: its user, its environment, its command.
start_unit() {
  local unit=/etc/systemd/system/$1.service line settings=()
  while IFS= read -r line; do settings+=("$line"); done < <(
    sed -n 's/^Environment=//p' "$unit" | grep -o '"[^"]*"' | tr -d '"'
    grep -v '^#' "$(sed -n 's/^EnvironmentFile=//p' "$unit")"
  )
  : >"/root/$1.journal"
  (
    cd "$(sed -n 's/^WorkingDirectory=//p' "$unit")"
    exec setsid runuser -u "$(sed -n 's/^User=//p' "$unit")" -- env -i "${settings[@]}" \
      sh -c "exec $(sed -n 's/^ExecStart=//p' "$unit")"
  ) </dev/null >>"/root/$1.journal" 2>&1 &
  echo $! >"/root/$1.pid"
}
stop_unit() {
  [ -f "/root/$1.pid" ] || return 0
  kill -TERM -- "-$(cat "/root/$1.pid")" 2>/dev/null || true
  while kill -0 -- "-$(cat "/root/$1.pid")" 2>/dev/null; do sleep 0.2; done
  rm "/root/$1.pid"
}

yunohost() {
  echo "yunohost $*" >>/root/calls
  case "$1 $2" in
    "service add") echo "$3" >>/root/services ;;
    "service status") grep -qx "$3" /root/services ;;
    "service remove") sed -i "/^$3\$/d" /root/services ;;
    *) return 1 ;;
  esac
}
systemctl() { echo "systemctl $*" >>/root/calls; }
