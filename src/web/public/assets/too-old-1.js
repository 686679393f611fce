// For browsers that can't run the pages, so in a language that all of them read; newer ones find nothing to do here. Whoever
// changes this file gives it another number: browsers keep it for a year.
// biome-ignore-start lint: this is ECMAScript 5
(function () {
  if (Array.prototype.toSorted && typeof OffscreenCanvas === 'function') return;
  document.addEventListener('DOMContentLoaded', function () {
    var notice = document.createElement('p');
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    notice.appendChild(
      document.createTextNode(
        'This browser is too old for the pages of Foxden. No account was made and nothing was changed. ' +
          'Update it and come back: Firefox 115 (ESR), Safari 16.4, Chrome 115 and everything newer will do.',
      ),
    );
    document.body.insertBefore(notice, document.body.firstChild);
  });
})();
// biome-ignore-end lint: this is ECMAScript 5
