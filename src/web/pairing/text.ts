import type { ChannelEnd } from '../../crypto/pairing-channel/channel-end.ts';
import { inLanguage } from '../language/language.ts';

const freshOnPhone = 'Go back to Firefox’s settings on this device and scan a fresh code.';

/** Words of the pairing pages. */
export const english = {
  connectingTitle: 'Connecting the two devices',
  connecting: 'Looking for the other Firefox…',
  confirmTitle: 'Sign in to this account?',
  confirm: (email: string, device: string) => `${device} offers this Firefox the account ${email}.`,
  confirmSafety: 'Go on only if you are showing the code on that device yourself.',
  confirmButton: 'Yes, sign in',
  cancelButton: 'Cancel',
  waitTitle: 'Now approve on the other device',
  wait: (device: string) => `${device} asks you to approve this one. Waiting for it…`,
  deliveringTitle: 'Connecting this Firefox',
  delivering: 'Handing the keys over to Firefox…',
  doneTitle: 'This Firefox is connected',
  done: 'It has begun to sync. You can close this page.',
  failedTitle: 'The devices are not connected',
  nothingChanged: 'Nothing was changed.',
  cancelledTitle: 'Cancelled',
  cancelled: 'You did not sign in. Nothing was changed.',
  fresh: freshOnPhone,
  otherCode: 'Enter another code',
  incomplete: 'This address is not complete. ',
  ends: {
    'closed by peer': 'The other Firefox ended the connection: somebody refused there, or its page was closed.',
    closed: 'The connection was ended here.',
    lost: 'The connection was lost before both sides had agreed. Check that both devices are online.',
    unknown: 'This code is used up, too old or mistyped: no Firefox is showing it now.',
    expired: 'This code has expired because nothing happened for some minutes.',
    full: 'Another device is using this code already. If that is not yours, refuse on the other Firefox.',
    refused: 'The server has no room for more pairings at the moment. Wait a minute.',
    'server restart': 'The server was restarted in the middle.',
    broken: 'Something went wrong in this page of Foxden. If it stays, tell whoever runs this server.',
    'not secure': 'The code does not fit: it was mistyped, or somebody tampered with the connection.',
  } satisfies Record<ChannelEnd, string>,
  strange: 'The other Firefox answered something that does not belong here.',

  approveTitle: 'Let this device into your account?',
  approveLead: (email: string) => `A device has scanned your code and wants to sync as ${email}.`,
  device: 'Device',
  address: 'Network address',
  unknown: 'not known',
  approveSafety:
    'It will be able to read your passwords, bookmarks and everything else you sync. Approve only a device that is in your own hands.',
  approve: 'Approve',
  refuse: 'Refuse',
  approvedTitle: 'Approved. Now confirm on the other device',
  approved: 'Waiting for the other device…',
  completeTitle: 'Both devices are connected',
  complete: 'The new device has begun to sync with your account.',
  openSettings: 'Sync settings',
  refusedTitle: 'Refused',
  refused: 'The device was not let in, and the code it scanned is void.',
  timeoutTitle: 'That took too long',
  timeout: 'The two sides did not agree in time, so the code is void and nothing was changed.',
  authorityFailedTitle: 'The device was not connected',
  authorityFailed: 'The connection to the other device was lost, or its code did not fit. Nothing was changed.',
  unsureTitle: 'The connection was lost',
  unsure:
    'It broke off after you had approved, so the device may have got in or not. Look at the device itself, or at the list of devices in your account’s settings.',
  newCode: 'Show a new code',
  notHereTitle: 'Nothing is waiting here',
  notHere: 'This page approves new devices. Firefox opens it by itself after a code was scanned.',
  otherUser: (email: string) =>
    `This Firefox is not signed in as ${email} any more. Sign in again and show a new code.`,

  pairTitle: 'Connect another device',
  pairLead: 'This Firefox can let another one into your account, without a password, by showing it a code.',
  showCode: 'Show the code',
  showCodeHint:
    'Firefox’s own settings show it in a new tab. On a phone or tablet: open Firefox there, choose Sign in and scan it.',
  scanTitle: 'Scan this code',
  scanLead:
    'On the phone or tablet open Firefox, choose Sign in and scan the code. It works once, for some minutes, and only while this page is open.',
  qrLabel: 'The code',
  scanComputer:
    'On another computer open the menu ☰ of Firefox, choose “Sign in”, then “Sign in with a code from another Firefox”. Scan it there with the camera, or bring it there as text and show that to nobody else:',
  showOwnHint: 'It appears on this page. On a phone or tablet: open Firefox there, choose Sign in and scan it.',
  firefoxCode: 'Show the code in Firefox’s own settings instead',
  computerTitle: 'Another computer',
  computerSteps: [
    'On the other computer open the menu ☰ of Firefox and choose “Sign in”.',
    'There, choose “Sign in with a code from another Firefox”.',
    'Show the code here and scan it with the camera of the other computer. Without a camera: take a screenshot of the code, come back to this tab and turn it into text.',
  ],
  asText: 'Turn a screenshot of the code into text',
  asTextDone:
    'Take this text to the other computer and paste it there. It works once and for a few minutes; show it to nobody else.',
  codeName: 'the code',
  signInFirstTitle: 'Sign in first',
  signInFirst: 'Only a Firefox that is signed in can let another one in.',
  openInFirefox: 'Open this page in the Firefox that is signed in to your account.',
  howTo: 'How to connect Firefox',
  scannedTitle: 'You have scanned a Firefox code',
  scanned: 'Your camera app read it, but Firefox itself must. Nothing was signed in.',
  scannedPhone:
    'On this device open Firefox, go to Settings, choose Sign in, then “Ready to scan”, and scan the code again from there.',
  scannedComputer:
    'To sign in Firefox on another computer, take this text there: menu ☰, “Sign in”, “Sign in with a code from another Firefox”.',
  scannedHere: 'Sign in this Firefox with it',

  codeTitle: 'Sign in with a code',
  codeLead:
    'On the Firefox that is signed in: open the menu ☰, choose your account, then “Connect another device”. It shows a square code. Bring that code here:',
  codeField: 'The code as text',
  codeHint: 'Paste or type the link that the square code holds. It begins with this server’s address.',
  useCode: 'Use this code',
  picture: 'From a picture or screenshot of the code',
  camera: 'With this computer’s camera',
  stopCamera: 'Stop the camera',
  cameraHint: 'Hold the code in front of the camera.',
  noCamera: 'The camera can’t be used: there is none, or Firefox was not allowed to.',
  noCode: 'There is no pairing code in this. Copy all of it.',
  noCodeInPicture: 'No code was found in this picture. Make the square code fill more of it.',
  otherServer: 'This code belongs to another server.',
  codeWithPassword: 'Sign in with the password instead',
  pairInstead: 'Sign in with a code from another Firefox',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('pairing', english);
