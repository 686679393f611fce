import { isProgrammingError } from './problem.ts';
import { text } from './text.ts';

/** Shows mistakes that no step of a page has dealt with, so that nobody waits before a page that has stopped. */
export function showCrashes(): void {
  window.addEventListener('error', ({ error }) => show(error));
  window.addEventListener('unhandledrejection', ({ reason }) => show(reason));
}

// What was added to the page by others, such as extensions, fails by other errors or in a world of its own.
function show(error: unknown): void {
  if (!isProgrammingError(error) || document.getElementById('crash')) return;
  const notice = Object.assign(document.createElement('p'), {
    id: 'crash',
    className: 'notice bad',
    role: 'alert',
    textContent: text.problems.unexpected((error as Error).message),
  });
  document.body.prepend(notice);
}
