// A day is typed as people write it, and nothing here is needed for that. With it, a button beside the field opens the browser's own calendar.
(() => {
  'use strict';
  if (!('showPicker' in HTMLInputElement.prototype)) return;
  for (const field of document.querySelectorAll('input[data-pick]')) {
    const calendar = document.createElement('input');
    calendar.type = 'date';
    calendar.className = 'pick__day';
    calendar.tabIndex = -1;
    calendar.setAttribute('aria-hidden', 'true');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn--s btn--even pick-day noprint';
    button.textContent = field.dataset.pick;
    const label = document.querySelector(`label[for="${field.id}"]`);
    button.setAttribute('aria-label', label ? `${field.dataset.pick}: ${label.textContent.trim()}` : field.dataset.pick);
    button.addEventListener('click', () => {
      const typed = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(field.value.trim());
      calendar.value = typed ? `${typed[3]}-${typed[2].padStart(2, '0')}-${typed[1].padStart(2, '0')}` : '';
      calendar.showPicker();
    });
    calendar.addEventListener('change', () => {
      const chosen = /^(\d{4})-(\d\d)-(\d\d)$/.exec(calendar.value);
      if (!chosen) return;
      field.value = `${Number(chosen[3])}-${Number(chosen[2])}-${chosen[1]}`;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    });
    // Whoever types or picks another day means that one, and not the choice above it.
    const other = field.dataset.other && document.getElementById(field.dataset.other);
    if (other) field.addEventListener('input', () => { if (field.value.trim()) other.checked = true; });
    field.after(button, calendar);
  }
})();
