"""The site as a WSGI application, for `porchlight/server` or a server of the host's own choice."""

import os

from django.core.wsgi import get_wsgi_application

from porchlight.postgresql.owners import named_owners_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
named_owners_only()
application = get_wsgi_application()
