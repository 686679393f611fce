// For browsers that can't run the pages, so in a language that all of them read; newer ones find nothing to do here. Whoever
// changes this file gives it another number: browsers keep it for a year.
// biome-ignore-start lint: this is ECMAScript 5
(function () {
  if (Array.prototype.toSorted && typeof OffscreenCanvas === 'function') return;
  document.addEventListener('DOMContentLoaded', function () {
    // The newest of these can't run the pages either: there is nothing to update.
    var isOther = /PaleMoon|Goanna|Basilisk|SeaMonkey/.test(navigator.userAgent);
    var notice = document.createElement('p');
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    notice.appendChild(
      document.createTextNode(
        isOther
          ? 'This browser can not run these pages of Foxden. No account was made and nothing was changed.'
          : 'This browser is too old for the pages of Foxden. No account was made and nothing was changed. ' +
              'Update it and come back: Firefox 115 (ESR), Safari 16.4, Chrome 115 and everything newer will do.',
      ),
    );
    document.body.insertBefore(notice, document.body.firstChild);
    // Those that speak Sync 1.1 have a page of their own, which no newer browser is told of.
    var config = JSON.parse(document.querySelector('meta[name=foxden-config]').content || '{}');
    if (!config.legacy || !config.publicUrl) return;
    var older = document.createElement('p');
    older.className = 'notice note';
    var link = document.createElement('a');
    link.href = config.publicUrl + '/weave-connect';
    link.appendChild(document.createTextNode('How to connect it by Sync 1.1'));
    older.appendChild(document.createTextNode('Is it Pale Moon, Basilisk or an old SeaMonkey? '));
    older.appendChild(link);
    notice.parentNode.insertBefore(older, notice.nextSibling);
  });
})();
// biome-ignore-end lint: this is ECMAScript 5
