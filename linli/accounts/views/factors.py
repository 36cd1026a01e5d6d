"""The second factor: codes from a phone, passkeys, recovery codes. All of it optional."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from .signing import House, passkeys_possible


class Factors(House, base.IndexView):  # type: ignore[misc]
    """What is set up, and what can be."""

    template_name = "accounts/factors.html"
    title = _("Second factor")


class Authenticate(House, base.AuthenticateView):  # type: ignore[misc]
    """After the password: the code, a recovery code, or a passkey."""

    template_name = "accounts/authenticate.html"
    title = _("Second factor")


class ReauthenticateByCode(House, base.ReauthenticateView):  # type: ignore[misc]
    """The code once more before something that matters."""

    template_name = "accounts/reauthenticate_code.html"
    title = _("Confirm that it is you")


class ActivateTotp(House, totp.ActivateTOTPView):  # type: ignore[misc]
    """Set up codes from a phone: picture to scan, or the key to type."""

    template_name = "accounts/activate_totp.html"
    title = _("Set up codes from a phone")


class DeactivateTotp(House, totp.DeactivateTOTPView):  # type: ignore[misc]
    """Take the codes away again."""

    template_name = "accounts/deactivate_totp.html"
    title = _("Switch off codes from a phone")


class RecoveryCodes(House, codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """Codes for the day the phone is lost."""

    template_name = "accounts/recovery_codes.html"
    title = _("Recovery codes")


class RenewRecoveryCodes(House, codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes; the old ones no longer open anything."""

    template_name = "accounts/renew_recovery_codes.html"
    title = _("New recovery codes")


class Local(House):
    """A page of passkeys: elsewhere than on localhost or an https name it says where they work."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the sentence."""
        if not passkeys_possible(request):
            return _elsewhere(request)
        return super().dispatch(request, *args, **kwargs)


class AddPasskey(Local, passkeys.AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey of this device or a stick."""

    template_name = "accounts/add_passkey.html"
    title = _("Set up a passkey")


class RemovePasskey(Local, passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away."""

    template_name = "accounts/remove_passkey.html"
    title = _("Remove the passkey")
    success_url = reverse_lazy("mfa_index")


class ReauthenticateByPasskey(Local, passkeys.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The passkey once more before something that matters."""

    template_name = "accounts/reauthenticate_passkey.html"
    title = _("Confirm that it is you")


class PasskeySignIn(Local, passkeys.LoginWebAuthnView):  # type: ignore[misc]
    """The other end of the passkey button on the sign-in page."""

    title = _("Sign in")


def _elsewhere(request: HttpRequest) -> HttpResponse:
    title = _("Passkeys do not work at this address")
    return render(request, "accounts/no_passkeys.html", {"title": title}, status=409)
