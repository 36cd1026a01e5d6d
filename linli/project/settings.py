"""Django's settings, read from the environment by typed readers; docs/running.md lists them."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from linli.project import environ

ROOT = Path(__file__).resolve().parents[2]
LINLI_DATA = environ.data()

DEBUG = environ.flag("LINLI_DEBUG", False, help="Show faults in full. Never in real use.")
LINLI_DEMO = DEMO = environ.flag(
    "LINLI_DEMO",
    (LINLI_DATA / "demo").exists(),  # written when the demonstration was loaded here
    help="Demo community: its accounts are shown at sign-in and synthetic people are accepted. Set when the demonstration was loaded.",
)
SECRET_KEY = environ.secret("LINLI_SECRET_KEY", "secret.key", help="Signs sessions.")
ALLOWED_HOSTS = environ.items("LINLI_HOSTS", ["*"], help="Host names under which the pages are reached.")
CSRF_TRUSTED_ORIGINS = environ.items("LINLI_ORIGINS", [], help="https origins in front of the server.")
HTTPS = environ.flag("LINLI_HTTPS", False, help="Pages are reached by https only.")
LINLI_UPLOAD_MIB = environ.number("LINLI_UPLOAD_MIB", 20, at_least=1, at_most=200, help="Largest upload.")
LINLI_PHONE = environ.text("LINLI_PHONE", "", help="Phone number shown on error pages.")

LINLI_WEBHOOK_URL = environ.url(
    "LINLI_WEBHOOK_URL", help="Receiver of text messages, WeChat and letters to offices. Empty: none."
)
LINLI_WEBHOOK_SECRET = environ.given_secret(
    "LINLI_WEBHOOK_SECRET", at_least=32, help="Signs what is sent to the receiver."
)
environ.demand(
    "LINLI_WEBHOOK_SECRET", LINLI_WEBHOOK_SECRET, because="LINLI_WEBHOOK_URL", given=LINLI_WEBHOOK_URL
)
LINLI_WEBHOOK_TIMEOUT = environ.number(
    "LINLI_WEBHOOK_TIMEOUT", 10, at_least=1, at_most=60, help="Seconds to wait for the receiver."
)
EMAIL_HOST = environ.text("LINLI_MAIL_HOST", "", help="Mail server for letters to offices. Empty: none.")
EMAIL_PORT = environ.number("LINLI_MAIL_PORT", 587, at_least=1, at_most=65535, help="Its port.")
EMAIL_HOST_USER = environ.text("LINLI_MAIL_USER", "", help="User of the mail server.")
EMAIL_HOST_PASSWORD = environ.given_secret("LINLI_MAIL_PASSWORD", help="Password of the mail server.")
DEFAULT_FROM_EMAIL = environ.text("LINLI_MAIL_FROM", "", help="Address that letters to offices come from.")
_MAIL_SECURITY = environ.text(
    "LINLI_MAIL_SECURITY",
    "starttls",
    choices=("starttls", "tls", "none"),
    help="Encryption of the mail line.",
)
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_SECURITY == "starttls", _MAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 10
environ.demand("LINLI_MAIL_FROM", DEFAULT_FROM_EMAIL, because="LINLI_MAIL_HOST", given=EMAIL_HOST)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "linli.base",
    "linli.ui",
    "linli.journal",
    "linli.places",
    "linli.accounts",
    "linli.files",
    "linli.news",
    "linli.residents",
    "linli.ballots",
    "linli.appeals",
    "linli.notices",
    "linli.mediation",
    "linli.party",
    "linli.care",
    "linli.contact",
    "linli.bills",
    "linli.council",
    "linli.jobs",
    "linli.reports",
    "linli.channels",
    "linli.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "linli.accounts.middleware.BoundPhoneMiddleware",
    "linli.accounts.middleware.OneTimePasswordMiddleware",
    "linli.base.typed.TypedMiddleware",
    "linli.base.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "linli.project.urls"
WSGI_APPLICATION = "linli.project.wsgi.application"
LINLI_ACTOR = "linli.accounts.api.actor_of"
LINLI_REFUSED = "linli.journal.api.refused_page"
LINLI_FAULT = "linli.ui.faults.answer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "linli.ui.context.look",
                "linli.project.context.page",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **environ.database("linli.base.backend"),
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"SERIALIZE": False},
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
if environ.flag("LINLI_POOL", False, help="Keep a pool of connections in each web process; serve sets it."):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "linli.accounts.adapter.Backend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "linli.accounts.adapter.Adapter"
ACCOUNT_USER_DISPLAY = "linli.accounts.adapter.display"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/5m/ip,30/h/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "linli.accounts.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "Linli 邻里"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "linli.accounts.views.locked"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

CSRF_FAILURE_VIEW = "linli.ui.views.csrf_failed"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if environ.flag("LINLI_BEHIND_PROXY", False, help="A proxy of ours sets X-Forwarded-Proto.")
    else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOCALE_PATHS = sorted(
    (ROOT / "linli").glob("*/locale")
)  # read last, so that our words win over those of packages

STATIC_URL = "/static/"
STATIC_ROOT = LINLI_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "linli.project.assets.VersionedStatic"},
}
LINLI_FILES = LINLI_DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["linli.files.incoming.IncomingHandler"]

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_IMPORT_PATHS = ["linli.residents.tasks", "linli.files.tasks", "linli.reports.tasks"]

import pgtrigger as _pgtrigger  # noqa: E402

PGHISTORY_LEVEL = _pgtrigger.Statement
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # locked by account: addresses are shared behind one router

environ.settled()
