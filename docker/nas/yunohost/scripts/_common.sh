#!/bin/bash
# What several scripts of the package share.

# Writes settings, service and proxy configuration from conf/.
foxden_configure() {
  ynh_config_add --template="foxden.env" --destination="$install_dir/foxden.env"
  chmod 640 "$install_dir/foxden.env"
  chown "root:$app" "$install_dir/foxden.env"
  ynh_config_add_nginx
  ynh_config_add_systemd
  yunohost service add "$app" --description="Firefox accounts and sync"
}

# Unpacks the release, which brings its production packages along.
foxden_unpack() {
  ynh_setup_source --dest_dir="$install_dir" --full_replace
  chown -R "root:$app" "$install_dir"
  chmod -R g-w,o-rwx "$install_dir"
}

# Starts the service and waits until it answers requests: it says so in the journal.
foxden_start() {
  ynh_systemctl --service="$app" --action=start --log_path=systemd --wait_until="Foxden is ready" --timeout="$1"
}
