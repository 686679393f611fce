/** The alert descriptions that the channel uses (RFC 8446 §6). */
export const alertCodes = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  record_overflow: 22,
  handshake_failure: 40,
  illegal_parameter: 47,
  decode_error: 50,
  decrypt_error: 51,
  protocol_version: 70,
  internal_error: 80,
  missing_extension: 109,
  unsupported_extension: 110,
  unknown_psk_identity: 115,
} as const;

export type AlertName = keyof typeof alertCodes;

/** Why the secure channel ended: a fatal alert that this side sends (`from: 'us'`) or has been sent (`from: 'peer'`). */
export class TlsAlert extends Error {
  /** The alert's RFC name, or `alert N` for a number that the channel doesn't know. */
  readonly alert: AlertName | `alert ${number}`;
  readonly from: 'us' | 'peer';

  constructor(alert: TlsAlert['alert'], from: TlsAlert['from'] = 'us') {
    super(from === 'us' ? `refused the peer's message: ${alert}` : `the peer refused our message: ${alert}`);
    this.name = 'TlsAlert';
    this.alert = alert;
    this.from = from;
  }
}

/** The alert as the peer sent it: a close, or a failure. */
export function readAlert(content: Uint8Array): 'close' | TlsAlert {
  const [level, code] = content;
  if (content.length !== 2 || code === undefined) throw new TlsAlert('decode_error');
  if (code === alertCodes.close_notify) {
    if (level !== 1) throw new TlsAlert('illegal_parameter');
    return 'close';
  }
  const name = (Object.keys(alertCodes) as AlertName[]).find((known) => alertCodes[known] === code);
  return new TlsAlert(name ?? `alert ${code}`, 'peer');
}

/** The two bytes of an alert: level (1 = warning, 2 = fatal) and description. */
export function writeAlert(name: AlertName): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(name === 'close_notify' ? 1 : 2, alertCodes[name]);
}
