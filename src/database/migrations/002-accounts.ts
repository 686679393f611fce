import { ascii, type Migration, mariadbTable } from './migration.ts';

export const accounts: Migration = {
  id: 2,
  name: 'accounts',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS accounts (
      uid TEXT PRIMARY KEY,
      email TEXT NOT NULL,
      normalized_email TEXT NOT NULL UNIQUE,
      kdf_email TEXT NOT NULL,
      alias_email TEXT UNIQUE,
      email_verified INTEGER NOT NULL,
      auth_salt TEXT NOT NULL,
      verify_hash TEXT NOT NULL,
      wrap_wrap_kb TEXT NOT NULL,
      client_salt TEXT,
      verify_hash_v2 TEXT,
      wrap_wrap_kb_v2 TEXT,
      ka TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      verifier_set_at INTEGER NOT NULL,
      keys_changed_at INTEGER NOT NULL,
      profile_changed_at INTEGER NOT NULL,
      locale TEXT,
      display_name TEXT,
      is_admin INTEGER NOT NULL DEFAULT 0,
      disabled_at INTEGER
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS sessions (
      id_hash TEXT PRIMARY KEY,
      uid TEXT NOT NULL,
      hmac_key TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_access_at INTEGER NOT NULL,
      auth_at INTEGER NOT NULL,
      verified INTEGER NOT NULL,
      verification_method TEXT,
      user_agent TEXT NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS sessions_uid ON sessions (uid)',
    `CREATE TABLE IF NOT EXISTS account_tokens (
      id_hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      uid TEXT NOT NULL,
      hmac_key TEXT NOT NULL,
      session_id_hash TEXT,
      data TEXT,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS account_tokens_uid ON account_tokens (uid)',
    'CREATE INDEX IF NOT EXISTS account_tokens_expiry ON account_tokens (expires_at)',
    `CREATE TABLE IF NOT EXISTS devices (
      id TEXT PRIMARY KEY,
      uid TEXT NOT NULL,
      session_id_hash TEXT UNIQUE,
      refresh_token_hash TEXT UNIQUE,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      push_callback TEXT,
      push_public_key TEXT,
      push_auth_key TEXT,
      push_endpoint_expired INTEGER NOT NULL DEFAULT 0,
      available_commands TEXT NOT NULL,
      delivered_index INTEGER NOT NULL DEFAULT 0,
      quiet_poll_until INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS devices_uid ON devices (uid)',
    `CREATE TABLE IF NOT EXISTS device_commands (
      command_index INTEGER PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL,
      device_id TEXT NOT NULL,
      command TEXT NOT NULL,
      payload TEXT NOT NULL,
      sender TEXT,
      expires_at INTEGER NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS device_commands_device ON device_commands (device_id, command_index)',
    'CREATE INDEX IF NOT EXISTS device_commands_expiry ON device_commands (expires_at)',
    `CREATE TABLE IF NOT EXISTS account_codes (
      uid TEXT NOT NULL,
      purpose TEXT NOT NULL,
      code_hash TEXT NOT NULL,
      code TEXT,
      data TEXT,
      tries_left INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (uid, purpose)
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS account_codes_expiry ON account_codes (expires_at)',
    `CREATE TABLE IF NOT EXISTS totp (
      uid TEXT PRIMARY KEY,
      secret TEXT NOT NULL,
      verified INTEGER NOT NULL,
      last_step INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS recovery_codes (
      uid TEXT NOT NULL, code_hash TEXT NOT NULL, PRIMARY KEY (uid, code_hash)
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS recovery_keys (
      uid TEXT PRIMARY KEY,
      key_id_hash TEXT NOT NULL,
      recovery_data TEXT NOT NULL,
      enabled INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS rate_limits (
      name TEXT PRIMARY KEY, points INTEGER NOT NULL, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS rate_limits_expiry ON rate_limits (expires_at)',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS accounts (
      uid ${ascii(32)} NOT NULL PRIMARY KEY,
      email VARCHAR(320) NOT NULL,
      normalized_email VARCHAR(320) NOT NULL,
      kdf_email VARCHAR(320) NOT NULL,
      alias_email VARCHAR(320),
      email_verified TINYINT NOT NULL,
      auth_salt ${ascii(64)} NOT NULL,
      verify_hash ${ascii(64)} NOT NULL,
      wrap_wrap_kb ${ascii(64)} NOT NULL,
      client_salt ${ascii(128)},
      verify_hash_v2 ${ascii(64)},
      wrap_wrap_kb_v2 ${ascii(64)},
      ka ${ascii(64)} NOT NULL,
      created_at BIGINT NOT NULL,
      verifier_set_at BIGINT NOT NULL,
      keys_changed_at BIGINT NOT NULL,
      profile_changed_at BIGINT NOT NULL,
      locale VARCHAR(64),
      display_name VARCHAR(256),
      is_admin TINYINT NOT NULL DEFAULT 0,
      disabled_at BIGINT,
      UNIQUE KEY accounts_normalized_email (normalized_email),
      UNIQUE KEY accounts_alias_email (alias_email)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS sessions (
      id_hash ${ascii(64)} NOT NULL PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      hmac_key ${ascii(64)} NOT NULL,
      created_at BIGINT NOT NULL,
      last_access_at BIGINT NOT NULL,
      auth_at BIGINT NOT NULL,
      verified TINYINT NOT NULL,
      verification_method ${ascii(32)},
      user_agent VARCHAR(512) NOT NULL,
      KEY sessions_uid (uid)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS account_tokens (
      id_hash ${ascii(64)} NOT NULL PRIMARY KEY,
      kind ${ascii(32)} NOT NULL,
      uid ${ascii(32)} NOT NULL,
      hmac_key ${ascii(64)} NOT NULL,
      session_id_hash ${ascii(64)},
      data TEXT,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      KEY account_tokens_uid (uid),
      KEY account_tokens_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS devices (
      id ${ascii(32)} NOT NULL PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      session_id_hash ${ascii(64)},
      refresh_token_hash ${ascii(64)},
      name VARCHAR(255) NOT NULL,
      type ${ascii(16)} NOT NULL,
      push_callback VARCHAR(2048),
      push_public_key ${ascii(88)},
      push_auth_key ${ascii(24)},
      push_endpoint_expired TINYINT NOT NULL DEFAULT 0,
      available_commands MEDIUMTEXT NOT NULL,
      delivered_index BIGINT NOT NULL DEFAULT 0,
      quiet_poll_until BIGINT NOT NULL DEFAULT 0,
      created_at BIGINT NOT NULL,
      UNIQUE KEY devices_session (session_id_hash),
      UNIQUE KEY devices_refresh_token (refresh_token_hash),
      KEY devices_uid (uid)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS device_commands (
      command_index BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      device_id ${ascii(32)} NOT NULL,
      command VARCHAR(255) NOT NULL,
      payload MEDIUMTEXT NOT NULL,
      sender ${ascii(32)},
      expires_at BIGINT NOT NULL,
      KEY device_commands_device (device_id, command_index),
      KEY device_commands_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS account_codes (
      uid ${ascii(32)} NOT NULL,
      purpose ${ascii(32)} NOT NULL,
      code_hash ${ascii(64)} NOT NULL,
      code ${ascii(64)},
      data TEXT,
      tries_left INT NOT NULL,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (uid, purpose),
      KEY account_codes_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS totp (
      uid ${ascii(32)} NOT NULL PRIMARY KEY,
      secret ${ascii(128)} NOT NULL,
      verified TINYINT NOT NULL,
      last_step BIGINT NOT NULL,
      created_at BIGINT NOT NULL
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS recovery_codes (
      uid ${ascii(32)} NOT NULL, code_hash ${ascii(64)} NOT NULL, PRIMARY KEY (uid, code_hash)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS recovery_keys (
      uid ${ascii(32)} NOT NULL PRIMARY KEY,
      key_id_hash ${ascii(64)} NOT NULL,
      recovery_data MEDIUMTEXT NOT NULL,
      enabled TINYINT NOT NULL,
      created_at BIGINT NOT NULL
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS rate_limits (
      name VARCHAR(191) NOT NULL PRIMARY KEY,
      points INT NOT NULL,
      expires_at BIGINT NOT NULL,
      KEY rate_limits_expiry (expires_at)
    ) ${mariadbTable}`,
  ],
};
