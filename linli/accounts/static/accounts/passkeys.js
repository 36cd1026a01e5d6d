/* Passkeys: the forms of signing in, confirming and setting up. Data stands in the page as JSON, nothing inline. */
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-passkey]");
    const forms = window.allauth && window.allauth.webauthn && window.allauth.webauthn.forms;
    if (!form || !forms) return;
    const failed = document.getElementById("passkey_failed");
    document.addEventListener("allauth.error", (event) => { event.preventDefault(); if (failed) failed.hidden = false; });
    const ids = { credential: "passkey_credential", data: "passkey_data" };
    if (form.dataset.passkey === "sign-in") forms.loginForm({ ids: { login: "passkey_go", credential: ids.credential } });
    if (form.dataset.passkey === "confirm") forms.authenticateForm({ ids: { authenticate: "passkey_go", ...ids } });
    if (form.dataset.passkey === "add") forms.addForm({ ids: { add: "passkey_go", passwordless: "id_passwordless", ...ids } });
  });
})();
