// Every page works without this. With it, what is typed is kept aside some seconds after each change, a change of language takes the form
// one is typing in along, and before a session runs out there is a warning and a way to stay.
(() => {
  'use strict';
  const seconds = 4, stay = document.querySelector('[data-idle]');
  const post = (address, body, more) => fetch(address, { method: 'POST', body, redirect: 'manual', ...more });

  // A session lives from the last answer; the warning begins anew with each.
  let warning, end;
  const say = (name) => {
    const said = stay.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
    stay.querySelector('[role=status]').replaceChildren(said);
  };
  const alive = () => {
    if (!stay) return;
    clearTimeout(warning);
    clearTimeout(end);
    stay.querySelector('[role=status]').replaceChildren();
    const idle = Number(stay.dataset.idle) * 1000;
    warning = setTimeout(() => say('soon'), idle - 300000);
    end = setTimeout(() => say('out'), idle);
  };
  stay?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await post('/stay', new URLSearchParams(new FormData(event.target))).catch(() => null);
    if (answer?.status === 204) alive();
    else say('out');
  });
  alive();

  // How long a text is, is said when little room is left; one that is too long is not sent in vain, and nothing of it is cut off.
  const most = Number(stay?.dataset.most), number = (count) => count.toLocaleString(document.documentElement.lang);
  const count = (text) => {
    const long = text.value.length, line = text.parentElement.querySelector('.count') ?? document.createElement('p');
    if (long <= most * 0.9) return line.remove();
    line.className = long > most ? 'count err' : 'count small quiet';
    line.role = long > most ? 'alert' : null;
    line.textContent = (long > most ? stay.dataset.over : stay.dataset.left).replace('{0}', number(long)).replace('{1}', number(most));
    text.after(line);
  };
  if (most) {
    document.querySelectorAll('form[method=post] textarea').forEach(count);
    document.addEventListener('input', (event) => event.target.matches('form[method=post] textarea') && count(event.target));
    document.addEventListener('submit', (event) => {
      const long = [...event.target.elements].find((field) => field.matches('textarea') && field.value.length > most);
      if (!long || event.submitter?.name === 'in-language' || event.submitter?.formAction.endsWith('/drafts')) return;
      event.preventDefault();
      event.stopPropagation();
      long.focus();
    }, true);
  }

  for (const button of document.querySelectorAll('[data-print], [data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      if ('print' in button.dataset) return print();
      const text = document.getElementById(button.dataset.copy);
      text.select();
      await navigator.clipboard?.writeText(text.value).then(() => { button.textContent = button.dataset.copied; }, () => {});
    });
  }

  for (const form of document.querySelectorAll('form[data-draft]')) {
    const state = form.querySelector('[data-kept]');
    let timer, sending;
    const typed = () => {
      const fields = new URLSearchParams(new FormData(form));
      fields.set('quiet', 'yes');
      return fields;
    };
    const keep = async () => {
      timer = undefined;
      sending = new AbortController();
      const answer = await post(form.dataset.draft, typed(), { signal: sending.signal }).catch(() => null);
      if (answer?.status !== 204) return;
      state.textContent = state.dataset.kept.replace('{0}', new Date().toLocaleTimeString('nl-BE', { hour: '2-digit', minute: '2-digit' }));
      alive();
    };
    form.addEventListener('input', () => {
      timer ??= setTimeout(keep, seconds * 1000);
      for (const button of document.querySelectorAll('.lang button')) {
        button.setAttribute('form', form.id);
        // A button called action hides the form's own.
        button.setAttribute('formaction', form.getAttribute('action'));
      }
    });
    form.addEventListener('submit', (event) => {
      // Asked for another language it is still being typed; else it is the server's now.
      if (event.submitter?.name === 'in-language') return;
      clearTimeout(timer);
      timer = undefined;
      sending?.abort();
    });
    addEventListener('pagehide', () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      navigator.sendBeacon(form.dataset.draft, typed());
    });
  }
})();
