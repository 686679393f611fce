// Lets the browser prove by work what the picture asks of a person (ALTCHA). Engines that can't load modules never come here, and
// where something that it needs is missing the picture stays: nothing is asked about the browser's name.
import { deriveKey } from './altcha/algorithms/web/pbkdf2.js';
import { solveChallenge } from './altcha/pow.js';

const frame = document.getElementById('altcha');
const response = document.getElementById('recaptcha_response_field');

async function prove() {
  const challenge = JSON.parse(frame.getAttribute('data-challenge'));
  const solution = await solveChallenge({ challenge, deriveKey });
  // Whoever has begun to type may finish.
  if (!solution || response.value !== '') return;
  // The browser reads the two fields by their ids, when the person goes on.
  document.getElementById('recaptcha_challenge_field').value = 'altcha';
  response.value = btoa(JSON.stringify({ challenge, solution }));
  document.getElementById('picture').hidden = true;
  frame.hidden = false;
  // Before the proof is too old; a frame is never loaded again by the browser itself.
  setTimeout(() => location.reload(), 15 * 60_000);
}

// Not there without https.
if (window.crypto && crypto.subtle) prove().catch(() => {});
