// Tells, on a page that stands open, that somebody recorded something, and shows it where that disturbs nobody. Without it the page is the same.
(() => {
  'use strict';
  const part = () => document.querySelector('main[data-live]');
  if (!part() || !window.EventSource) return;
  const notice = document.createElement('div');
  notice.className = 'wrap live';
  notice.setAttribute('role', 'status');
  part().before(notice);

  const address = new URL(part().dataset.live, location.href);
  const typed = field => field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked
    : field.options ? field.selectedIndex !== Math.max(0, [...field.options].findIndex(option => option.defaultSelected))
    : field.type !== 'hidden' && field.defaultValue !== undefined && field.value !== field.defaultValue;

  // Somebody types, stands on a link, has opened or marked something: then nothing moves.
  const busy = () => {
    const main = part(), at = document.activeElement, marked = getSelection();
    return (main !== at && main.contains(at)) || [...main.querySelectorAll('input, select, textarea')].some(typed)
      || main.querySelector('details[open]') !== null || (marked !== null && !marked.isCollapsed);
  };

  const tell = (text, link) => {
    const line = document.createElement('p');
    line.className = 'note';
    line.append(text);
    if (link) {
      const show = document.createElement('a');
      show.href = location.pathname + location.search;
      show.textContent = link;
      line.append(' ', show);
    }
    notice.replaceChildren(line);
  };

  const refresh = async () => {
    const answer = await fetch(location.href, { headers: { 'Zw-Live': '1' }, redirect: 'error', signal: AbortSignal.timeout(30000) });
    if (!answer.ok || busy()) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const which of ['.idbar', 'main[data-live]']) {
      const [old, now] = [document.querySelector(which), fresh.querySelector(which)];
      if (old && now) old.replaceChildren(...now.childNodes);
    }
    return true;
  };

  const others = new Map();
  let source = null, failures = 0, latest = null, isShowing = false;
  // What comes while a change is being shown is shown together, and then the page rests for four times as long as that took, ten seconds at most: an import of thousands is not looked at line by line.
  const heard = async message => {
    const said = JSON.parse(message.data);
    latest = message;
    if (!said.mine) others.set(said.text, said);
    if (isShowing) return;
    isShowing = true;
    try {
      while (latest) {
        const [now, told, began] = [latest, [...others.values()], performance.now()];
        latest = null;
        others.clear();
        if (now.lastEventId) address.searchParams.set('after', now.lastEventId);
        const shown = !busy() && await refresh().catch(() => false);
        if (told.length) tell([...told.map(one => one.text), ...(shown ? [told[0].shown] : [])].join(' '), shown ? null : told[0].show);
        await new Promise(rested => setTimeout(rested, Math.min(10000, 4 * (performance.now() - began))));
      }
    } finally {
      isShowing = false;
    }
  };
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => { failures = 0; };
    source.onmessage = heard;
    // A connection that broke is taken up by the browser; one that was turned away is asked for a few times more.
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED || ++failures > 5) return;
      source = null;
      setTimeout(follow, 20000);
    };
  };
  const close = () => { source?.close(); source = null; };
  // A browser has few connections to one place: a page that nobody sees holds none.
  const follow = () => document.visibilityState === 'hidden' ? close() : source === null && failures <= 5 && open();
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', close);
  addEventListener('pageshow', follow);
})();
