"""Addresses of signing in (names that allauth looks for, only those that are needed) and of accounts."""

from __future__ import annotations

from django.urls import include, path

from linli.accounts import views

_accounts = (
    [
        path("me/", views.me, name="me"),
        path("me/phones/<key:phone_id>/release/", views.release_own_phone, name="own_phone_release"),
        path("me/post/<key:post_id>/", views.choose_post, name="choose_post"),
        path("settings/people/", views.people, name="people"),
        path("settings/people/export/", views.people_export, name="people_export"),
        path("settings/people/new/", views.new_account, name="people_new"),
        path("settings/people/<key:user_id>/", views.person, name="person"),
        path("settings/people/<key:user_id>/appoint/", views.appoint, name="person_appoint"),
        path("settings/people/<key:user_id>/password/", views.one_time, name="person_password"),
        path("settings/people/<key:user_id>/password/shown/", views.password_shown, name="password_shown"),
        path("settings/people/<key:user_id>/state/", views.account_state, name="person_state"),
        path("settings/people/posts/<key:post_id>/end/", views.end_post, name="person_end_post"),
        path("settings/people/<key:user_id>/code/", views.hand_out, name="person_code"),
        path("settings/people/<key:user_id>/code/shown/", views.code_shown, name="person_code_shown"),
        path("settings/people/<key:user_id>/code/slip/", views.code_slip, name="person_code_slip"),
        path("settings/people/codes/<key:code_id>/revoke/", views.revoke_code, name="code_revoke"),
        path("settings/people/phones/<key:phone_id>/release/", views.release_phone, name="phone_release"),
        path("code/", views.code, name="code"),
        path("code/<str:text>/", views.code_open, name="code_open"),
        path("pin/", views.pin, name="pin"),
        path("settings/people/hand-over/", views.hand_over, name="hand_over"),
        path("settings/duty/", views.duty, name="duty"),
        path("settings/duty/enter/", views.enter_shifts, name="duty_enter"),
        path("settings/duty/<key:duty_id>/", views.change_shift, name="duty_change"),
        path("settings/duty/<key:duty_id>/cancel/", views.cancel_shift, name="duty_cancel"),
    ],
    "accounts",
)

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("sign-in/confirm/", views.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("sign-in/second/", views.Authenticate.as_view(), name="mfa_authenticate"),
    path("sign-in/confirm/code/", views.ReauthenticateByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "sign-in/confirm/passkey/",
        views.ReauthenticateByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("sign-in/passkey/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("me/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("me/second/", views.Factors.as_view(), name="mfa_index"),
    path("me/second/codes/", views.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("me/second/codes/off/", views.DeactivateTotp.as_view(), name="mfa_deactivate_totp"),
    path("me/second/recovery/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("me/second/recovery/new/", views.RenewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("me/second/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("me/second/passkey/<key:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("", include(_accounts)),
]
