// A form with data-passkey asks the browser for a passkey before it is sent: what to ask comes from that address, and the answer goes along
// in the form's field "credential". Without script, or where a browser knows no passkeys, the form is sent empty and the server says so.
for (const form of document.querySelectorAll('form[data-passkey]')) form.addEventListener('submit', async event => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  event.preventDefault();
  const says = [...form.querySelectorAll('[data-no]')];
  for (const one of says) one.hidden = true;
  try {
    const asked = await fetch(form.dataset.passkey, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (asked.headers.get('content-type')?.startsWith('application/json')) {
      const options = await asked.json();
      const credential = form.dataset.makes
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
    }
    form.submit();
  } catch (no) {
    (says.find(one => one.dataset.no === no.name) ?? says.at(-1)).hidden = false;
  }
});
